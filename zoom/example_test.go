package zoom_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"recruitty/recruit"
	"recruitty/zoom"
	"recruitty/zoom/zoomsim"
)

// A person signs in, and a meeting is made, moved and deleted. The simulated
// Zoom stands in for the real one, which the zero APIBase and OAuthBase mean.
func Example() {
	ctx := context.Background()
	sim := zoomsim.New(zoomsim.Options{})
	stop, err := sim.Start()
	check(err)
	defer stop()

	config := zoom.Config{ClientID: zoomsim.PublicID, APIBase: sim.APIBase(), OAuthBase: sim.OAuthBase()}
	auth, err := zoom.NewAuth(config)
	check(err)
	signIn := auth.BeginRemote(ctx)
	defer signIn.Close()
	ended, err := zoomsim.Approve(ctx, nil, signIn.URL(), "robin@acme.example") // in a browser, a person does
	check(err)
	grant, err := signIn.Paste(ctx, ended)
	check(err)
	fmt.Println("missing permissions:", len(zoom.Missing(grant.Scopes)))

	client, err := zoom.NewClient(config, &tokens{auth: auth, grant: grant})
	check(err)
	start := time.Date(2027, 3, 2, 10, 0, 0, 0, time.UTC)
	meeting, err := client.CreateMeeting(ctx, zoom.Me, recruit.MeetingDraft{Topic: "Technical interview", Start: start, Duration: 45 * time.Minute, TimeZone: "Europe/Lisbon"})
	check(err)
	fmt.Println("made for", meeting.Start.Format(time.RFC3339))

	change := recruit.MeetingDraft{Start: start.Add(time.Hour), Duration: 45 * time.Minute, TimeZone: "Europe/Lisbon"}
	check(client.UpdateMeeting(ctx, meeting.ID, change))
	meeting, err = client.GetMeeting(ctx, meeting.ID)
	check(err)
	fmt.Println("moved to", meeting.Start.Format(time.RFC3339), meeting.Matches(change))

	check(client.DeleteMeeting(ctx, meeting.ID))
	_, err = client.GetMeeting(ctx, meeting.ID)
	fmt.Println("gone:", errors.Is(err, zoom.ErrGone))
	// Output:
	// missing permissions: 0
	// made for 2027-03-02T10:00:00Z
	// moved to 2027-03-02T11:00:00Z true
	// gone: true
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
