// Package outbox makes happen outside what was decided inside: calls to Zoom
// and mails. Package recruit commits effects together with the decision; from
// then on any process may finish them.
//
//	           decided                    a later version, before it left
//	              │        ┌──────────────────────────────────────────► superseded
//	              ▼        │
//	┌─────────► waiting ───┴─ begin ──► running ── confirmed ─────────► done
//	│             ▲                      │ │ │
//	│  retry      ├── nothing happened ──┘ │ └── refused, or gave up ─► failed
//	│  (a person) │   (try later)          │                              │
//	│             ├── answer lost, can be  │                              │
//	│             │   looked up (Zoom)     │                              │
//	│             │                        └── answer lost, cannot be ──► unknown
//	│             └─ lease ended: its process died                        │  │
//	└─────────────────────────────────────────────────────────────────────┘  │
//	                         a mail goes out again, the same bytes ◄─────────┘
//
// Begin is durable before anything leaves: it marks the effect as Left. Only a
// certain "nothing happened" takes the mark back. Whoever finds a creation
// that may have left looks the meeting up before creating it; a
// mail that may have left is repeated with the same bytes and Message-ID;
// updates and deletions repeat safely.
//
// A waiting effect without a next attempt waits for a person: a reconnect, the
// mail settings, or a decision. What a person does wakes it; so does a sign-in
// that came while Zoom's refusal was being noted, and the start of Run.
package outbox
