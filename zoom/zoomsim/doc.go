// Package zoomsim is a stand-in for Zoom on this machine: its sign-in and permission pages, its tokens and its
// meetings, over HTTP. The demo runs on it and tests are written against it. It answers as Zoom is documented and
// observed to answer, not as the client in package zoom would like.
//
//	sim := zoomsim.New(zoomsim.Options{})
//	stop, err := sim.Start()           // or use sim as an http.Handler
//	config := zoom.Config{ClientID: zoomsim.PublicID, APIBase: sim.APIBase(), OAuthBase: sim.OAuthBase()}
//
// # Faults
//
// A [Fault] makes chosen requests go wrong. It is added with [Server.AddFault] or read from JSON with
// [Server.LoadFaults], an array of objects:
//
//	[
//	  {"operation": "meeting.create", "do": "drop-after-effect"},
//	  {"operation": "meeting.*", "after": 3, "times": 2, "do": "rate-second"},
//	  {"method": "DELETE", "path": "/v2/meetings/*", "do": "reply", "status": 400,
//	   "body": {"code": 3002, "message": "The meeting is in progress."}},
//	  {"operation": "oauth.refresh", "do": "html", "status": 502, "effect": true, "times": -1},
//	  {"operation": "meeting.get", "do": "edit", "remove": ["start_time"], "set": {"type": 1}}
//	]
//
// A fault matches by operation, method and path, each optional and each a pattern of path.Match. It lets the first
// "after" matching requests pass, then acts "times" times (once if left out, for ever if negative). The operations are
// user.get, meeting.create, meeting.get, meeting.update, meeting.delete, meeting.list, oauth.authorize, oauth.code,
// oauth.refresh, oauth.account, oauth.device, oauth.poll, oauth.revoke and unknown. What a fault can do:
//
//	reply              answer with status, headers and body
//	html, xml          the same, with a page such as a gateway sends (status 502 if none is given)
//	expired            401 with Zoom's code 124
//	scope              400 with Zoom's code 4711, naming the scopes of "scopes"
//	rate-second        429, the limit per second
//	rate-day           429, the daily limit with an ISO Retry-After
//	rate-host          429, 100 creates and updates a day, without headers
//	drop-before        close the connection; nothing takes effect
//	drop-after-effect  let the request take effect, then close the connection without an answer
//	delay              wait for "delay" (such as "300ms"), then answer normally
//	hang               never answer; it ends when the client gives up
//	edit               answer normally, with the fields of "remove" left out and those of "set" replaced
//
// With "effect": true, the ones that replace the answer or hang let the request take effect first.
package zoomsim
