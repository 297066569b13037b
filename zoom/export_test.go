package zoom

// BeginFor starts a sign-in with another patience than five minutes.
var BeginFor = (*Auth).begin
