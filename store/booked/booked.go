// Package booked reads what people's time is taken by, for package booking.
package booked

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/booking"
	"recruitty/recruit/hours"
	"recruitty/store/columns"
)

// Read reads what stands in the time that a claim asks about, as it is in a transaction.
func Read(ctx context.Context, tx *sql.Tx, c booking.Claim) (booking.Kept, error) {
	keys, h, err := people(ctx, tx, c)
	if err != nil {
		return booking.Kept{}, err
	}
	k := booking.Kept{Hours: h}
	k.Sittings, err = sittings(ctx, tx, c, keys, h)
	return k, err
}

// person is under what someone is booked, as the table has it.
type person struct {
	Key string `json:"k"`
	Who string `json:"w"`
}

// people are the keys of those of a panel, and the hours of the members among them. Who
// was invited as a stranger and is a member by now is one person, and the other way round.
func people(ctx context.Context, tx *sql.Tx, c booking.Claim) ([]person, map[recruit.MemberID]hours.Hours, error) {
	var keys []person
	var ids []int64
	var addresses []string
	strangers := map[string]string{}
	for _, p := range c.Persons {
		if p.Role != booking.Panel {
			continue
		}
		if p.Address != "" {
			keys = append(keys, person{p.Address, p.Who()})
		}
		if p.Member != 0 {
			keys = append(keys, person{memberKey(p.Member), p.Who()})
			ids = append(ids, int64(p.Member))
		} else {
			addresses = append(addresses, p.Address)
			strangers[strings.ToLower(p.Address)] = p.Who()
		}
	}
	h := map[recruit.MemberID]hours.Hours{}
	if len(keys) == 0 {
		return nil, h, nil
	}
	rows, err := tx.QueryContext(ctx, `SELECT m.id, m.email, m.time_zone, ifnull(h.rules, ''), ifnull((SELECT s.value FROM settings s WHERE s.key = ?1), '')
		FROM members m LEFT JOIN member_hours h ON h.member_id = m.id WHERE m.id IN (SELECT CAST(value AS INTEGER) FROM json_each(?2))
		UNION ALL SELECT m.id, m.email, '', '', '' FROM members m WHERE m.email IN (SELECT value FROM json_each(?3)) AND m.removed_at IS NULL`,
		recruit.SettingHours, list(ids), list(addresses))
	_, err = columns.Collect(rows, err, func(row columns.Scanner) (struct{}, error) {
		var m recruit.Member
		var own, company string
		if err := row.Scan(&m.ID, &m.Email, &m.TimeZone, &own, &company); err != nil {
			return struct{}{}, err
		}
		if who, stranger := strangers[strings.ToLower(m.Email)]; stranger {
			keys = append(keys, person{memberKey(m.ID), who})
			return struct{}{}, nil
		}
		h[m.ID] = rules(own).Over(rules(company).Over(hours.Default(m.Location())))
		return struct{}{}, nil
	})
	return keys, h, err
}

func memberKey(id recruit.MemberID) string { return "m" + strconv.FormatInt(int64(id), 10) }

func list[T any](all []T) string {
	text, _ := json.Marshal(append([]T{}, all...)) // numbers and texts can be written
	return string(text)
}

// rules are those of a stored text; what cannot be read sets no limit, and the finder
// says so to whoever asks for hours.
func rules(text string) (r hours.Rules) {
	if text != "" && json.Unmarshal([]byte(text), &r) != nil {
		return hours.Rules{}
	}
	return r
}

// The interviews at a time: of people by their keys, of a candidate, and of a host.
const (
	ofPanel = `SELECT k.value ->> '$.w', b.interview_id, i.title, b.start_at, b.end_at, i.status = 'scheduled', b.panel, %s
		FROM json_each(?4) k CROSS JOIN booked b ON b.person = k.value ->> '$.k' AND b.start_at > ?1 AND b.start_at < ?2 AND b.end_at > ?3
		CROSS JOIN interviews i ON i.id = b.interview_id`
	ofOne       = `SELECT ?5, i.id, i.title, i.start_at, i.start_at + i.duration_seconds * 1000000, TRUE, TRUE, %s FROM interviews i WHERE `
	inTime      = ` AND i.status = 'scheduled' AND i.start_at > ?1 AND i.start_at < ?2 AND i.start_at + i.duration_seconds * 1000000 > ?3`
	ofCandidate = ofOne + "i.candidate_id = ?4" + inTime
	ofHost      = ofOne + "i.platform = 'zoom' AND i.organiser_id = ?4" + inTime
	// The times are as old as the first version of those in a row that have them.
	decided = `ifnull((SELECT min(v.at) FROM interview_versions v WHERE v.interview_id = i.id AND v.number > ifnull(
		(SELECT max(o.number) FROM interview_versions o WHERE o.interview_id = i.id AND (o.start_at <> i.start_at OR o.duration_seconds <> i.duration_seconds)), 0)), i.created_at)`
	invited = `max(` + decided + `, ifnull((SELECT max(p.invited_at) FROM participants p WHERE p.interview_id = i.id AND ifnull('m' || p.member_id, p.address) = b.person), 0))`
	undated = "NULL"
)

func sittings(ctx context.Context, tx *sql.Tx, c booking.Claim, keys []person, h map[recruit.MemberID]hours.Hours) ([]booking.Sitting, error) {
	from, to := c.Start, c.End // in which others of the panel count
	for _, of := range h {
		from, to = hours.Earlier(from, c.Start.Add(-of.Before)), hours.Later(to, c.End.Add(of.After))
		first := hours.DateOf(c.Start.In(of.Zone))
		last := first
		if of.PerWeek > 0 {
			first = first.Monday()
			last = first.AddDays(6)
		}
		if of.PerDay > 0 || of.PerWeek > 0 {
			from, to = hours.Earlier(from, midnight(first, of.Zone)), hours.Later(to, midnight(last.AddDays(1), of.Zone))
		}
	}
	own, theirs := undated, undated
	if c.Dated {
		own, theirs = invited, decided
	}
	var all []booking.Sitting
	seen := map[string]bool{}
	read := func(query string, from, to time.Time, about ...any) error {
		args := append([]any{from.Add(-recruit.MaxDuration).UnixMicro(), to.UnixMicro(), from.UnixMicro()}, about...)
		rows, err := tx.QueryContext(ctx, query, args...)
		_, err = columns.Collect(rows, err, func(row columns.Scanner) (struct{}, error) {
			var s booking.Sitting
			err := row.Scan(&s.Who, &s.Interview, &s.Title, columns.Moment(&s.Start), columns.Moment(&s.End), columns.Truth(&s.Scheduled), columns.Truth(&s.Panel), columns.Moment(&s.Decided))
			if key := s.Who + " " + strconv.FormatInt(int64(s.Interview), 10); err == nil && !seen[key] {
				seen[key] = true
				all = append(all, s)
			}
			return struct{}{}, err
		})
		return err
	}
	if len(keys) > 0 {
		if err := read(fmt.Sprintf(ofPanel, own), from, to, list(keys)); err != nil {
			return nil, err
		}
	}
	for _, p := range c.Persons {
		var err error
		switch p.Role {
		case booking.Candidate:
			err = read(fmt.Sprintf(ofCandidate, theirs), c.Start, c.End, p.Candidate, p.Who())
		case booking.Host:
			err = read(fmt.Sprintf(ofHost, theirs), c.Start, c.End, p.Member, p.Who())
		case booking.Panel:
		}
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// midnight is when a day begins in a zone.
func midnight(d hours.Date, zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, zone)
}
