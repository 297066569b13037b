// Package healing finds upcoming interviews that will not take place as they were agreed,
// and what would put each of them right: someone declined, someone left the team, or
// something came up in a calendar or in someone's hours. What puts it right is a member
// who stands in, another hour, or to go on without the person; for a candidate who declined
// it is another hour. It is known to be possible
// when it is offered, and looked at again before it is decided. What people decide to leave as it is comes back
// only when something new comes up.
package healing
