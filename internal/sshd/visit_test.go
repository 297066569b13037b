package sshd

import (
	"testing"

	"recruitty/recruit"
)

// TestRoomIsKeptForAdmins fills the host with recruiters, and with strangers.
func TestRoomIsKeptForAdmins(t *testing.T) {
	t.Parallel()
	v := newVisits(Limits{Visits: 20}.orUsual(), heldNow)
	recruiters := 0
	for i := range 40 {
		if v.begin(&visit{Member: recruit.Member{ID: recruit.MemberID(10 + i), Role: recruit.Recruiter}}) == nil {
			recruiters++
		}
	}
	if recruiters != 18 {
		t.Errorf("%d of 20 sessions are recruiters'", recruiters)
	}
	for range 2 {
		if err := v.begin(&visit{Member: recruit.Member{ID: 1, Role: recruit.Admin}}); err != nil {
			t.Error(err)
		}
	}
	if v.begin(&visit{Member: recruit.Member{ID: 1, Role: recruit.Admin}}) == nil {
		t.Error("more sessions than there may be")
	}

	v = newVisits(Limits{}.orUsual(), heldNow)
	near, far := 0, 0
	for i := range 100 {
		address := "192.0.2.1"
		if i%2 == 1 {
			address = "198.51.100." + string(rune('0'+i%9))
		}
		if v.begin(&visit{address: address}) == nil {
			if i%2 == 0 {
				near++
			} else {
				far++
			}
		}
	}
	if near != 4 || near+far != 20 {
		t.Errorf("%d strangers of one address and %d of others", near, far)
	}
}

func TestWindowsAreBounded(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ n, usual, most, want int }{
		{0, 80, maxWide, 80}, {-1, 80, maxWide, 80}, {1, 80, maxWide, 1}, {120, 80, maxWide, 120}, {500, 80, maxWide, 300}, {1 << 30, 24, maxHigh, 100},
	} {
		if got := cells(c.n, c.usual, c.most); got != c.want {
			t.Errorf("cells(%d) = %d, want %d", c.n, got, c.want)
		}
	}
}
