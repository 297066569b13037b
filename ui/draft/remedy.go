package draft

// Remedy is what a form holds in which one of several ways out is chosen.
type Remedy struct{ Choice string }

// Values are what is typed, by the names of the fields; Fill takes them.
func (d *Remedy) Values() map[string]string { return map[string]string{"remedy": d.Choice} }

// Fill takes nothing: what was offered before may not be possible any more.
func (d *Remedy) Fill(map[string]string) {}
