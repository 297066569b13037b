// Package zoom signs people in to Zoom and keeps their meetings: it holds the OAuth client ([Auth], [SignIn],
// [DeviceSignIn]) and the REST client ([Client]) for the handful of calls that interviews need.
//
// The package speaks Zoom's own terms and knows nothing about interviews. Three promises hold everywhere:
//
//   - Nothing is reported as done that Zoom did not confirm. A call whose answer was lost after it may have reached
//     Zoom fails with [ErrLost], never with [ErrLater], so that a caller never blindly repeats a create.
//   - No secret leaves through an error, a log line or a formatted value. Zoom's start_url, which contains a login
//     token of the host, is not even decoded.
//   - Whatever Zoom or something in between answers is treated as foreign: replies are bounded, every field may be
//     missing, and text is stripped of control characters before anybody sees it.
//
// Errors are of type [*Error]; its kinds are told apart with errors.Is.
package zoom
