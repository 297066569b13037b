package draft

// Reason is what a form holds that asks only for words, which are optional.
type Reason struct{ Text string }

// Values are what is typed, by the names of the fields; Fill takes them.
func (d *Reason) Values() map[string]string { return map[string]string{"reason": d.Text} }

// Fill takes what Values returned before.
func (d *Reason) Fill(v map[string]string) { d.Text = v["reason"] }
