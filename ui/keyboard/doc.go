// Package keyboard turns the bytes that a terminal sends into messages. It is
// the one decoder of the program: the screens read through it here and over
// SSH, and so do the lines that a visitor types. Nothing is handed on before it
// is whole, however the bytes were cut up on their way:
//
//   - a character, a control sequence, or a terminal's answer that is not
//     complete waits for its rest, for a second;
//   - an ESC that stays alone for 150 ms is the esc key (a second, where the
//     terminal marks its keys by the kitty protocol and sends no bare ESC);
//     what follows later, in one piece, and goes on as only a terminal does is
//     still joined to it and never typed;
//   - a paste ends with its mark, or after a second of silence; then what came
//     is handed on with a Notice, and what still comes of it is a paste, too;
//   - what is no character and no sequence is one U+FFFD or nothing, and the
//     keyboard goes on.
//
// Every wait, every sequence and every paste has a bound.
package keyboard
