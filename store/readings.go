package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/hours"
	"recruitty/store/columns"
	"recruitty/store/offers"
	"recruitty/store/packed"
	"recruitty/store/problem"
	"recruitty/store/scope"
)

// ClaimDue returns the sources that are due at now, which nobody else gets before
// until. It writes only when there are some.
func (db *DB) ClaimDue(ctx context.Context, now, until time.Time) (due []availability.Source, err error) {
	const isDue = "n.due_at <= ? AND n.state = ?"
	args := []any{now.UnixMicro(), recruit.Connected}
	var some bool
	err = db.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM calendar_sources n WHERE "+isDue+")", args...).Scan(&some)
	})
	if err != nil || !some {
		return nil, err
	}
	err = db.writeQuietly(ctx, func(tx *sql.Tx) error {
		if due, err = sourcesIn(ctx, tx, isDue, args...); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE calendar_sources AS n SET due_at = ? WHERE "+isDue, append([]any{until.UnixMicro()}, args...)...)
		return err
	})
	return due, err
}

// idList is a list of ids as json_each reads it.
func idList[ID ~int64](ids []ID) string {
	text, err := json.Marshal(ids)
	if err != nil || ids == nil {
		return "[]" // numbers always encode
	}
	return string(text)
}

// Entries returns what is kept of calendars. One of which it cannot be understood is
// missing.
func (db *DB) Entries(ctx context.Context, of []availability.CalendarID) (map[availability.CalendarID][]availability.Entry, error) {
	all := make(map[availability.CalendarID][]availability.Entry, len(of))
	err := db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		rows, err := tx.QueryContext(ctx, "SELECT c.id, c.times, c.names FROM calendars c WHERE c.id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))"+see.Myself("c.member_id"), append([]any{idList(of)}, see.Args(1)...)...)
		_, err = columns.Collect(rows, err, func(row columns.Scanner) (struct{}, error) {
			var id availability.CalendarID
			var times, names []byte
			err := row.Scan(&id, &times, &names)
			if err == nil {
				if all[id], err = packed.Read(times, names); err != nil {
					db.log.Warn("what was read of a calendar cannot be understood", "calendar", int64(id), "error", err)
					delete(all, id)
				}
			}
			return struct{}{}, nil
		})
		return err
	})
	return all, err
}

// KeepReading stores what a reading of a source came to; see availability.ReadingStore.
// Screens hear of it when there is something new to be seen. A source that was removed
// meanwhile stays so.
func (db *DB) KeepReading(ctx context.Context, k availability.Kept) error {
	write := db.database.writeQuietly
	if k.Seen {
		write = db.database.write
	}
	return write(ctx, func(tx *sql.Tx) error {
		if _, err := sourceIn(ctx, tx, db.see, k.Source); err != nil {
			if errors.Is(err, recruit.ErrNotFound) {
				return nil
			}
			return err
		}
		if k.Failures > 0 {
			_, err := tx.ExecContext(ctx, "UPDATE calendar_sources SET trouble = ?, failures = ?, due_at = ? WHERE id = ? AND state <> ?",
				k.Trouble, k.Failures, k.DueAt.UnixMicro(), k.Source, recruit.ReauthRequired)
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE calendar_sources SET trouble = '', failures = 0, read_at = max(ifnull(read_at, 0), ?), due_at = ifnull(?, due_at)
			WHERE id = ? AND state <> ?`, k.Began.UnixMicro(), columns.Micros(k.DueAt), k.Source, recruit.ReauthRequired)
		for _, c := range k.Calendars {
			if err == nil {
				err = keepCalendar(ctx, tx, k, c)
			}
		}
		return err
	})
}

// keepCalendar stores what the reading of one calendar came to, unless a later one is
// stored already.
func keepCalendar(ctx context.Context, tx *sql.Tx, k availability.Kept, kept availability.KeptCalendar) error {
	c := kept.Calendar
	const newer = " WHERE id = ? AND source_id = ? AND ifnull(read_at, 0) <= ?"
	which := []any{c.ID, k.Source, k.Began.UnixMicro()}
	if c.ReadAt.IsZero() {
		_, err := tx.ExecContext(ctx, "UPDATE calendars SET trouble = ?, cursor = iif(?, '', cursor)"+newer, append([]any{c.Trouble, kept.Anew}, which...)...)
		return err
	}
	guard := newer
	if kept.Delta {
		guard += " AND cursor = ?"
		which = append(which, kept.Was)
	}
	set, args := "from_at = ?, to_at = ?, read_at = ?, trouble = '', doubts = ?, cursor = ?, basis = ?",
		[]any{columns.Micros(c.From), columns.Micros(c.To), c.ReadAt.UnixMicro(), columns.Listed(c.Doubts), c.Cursor, c.Basis}
	if !kept.Same {
		set, args = set+", times = ?, names = ?", append(args, packed.Times(kept.Entries), packed.Names(kept.Entries))
	}
	_, err := tx.ExecContext(ctx, "UPDATE calendars SET "+set+guard, append(args, which...)...)
	return err
}

// Reread makes every source due now and forgets all cursors.
func (db *DB) Reread(ctx context.Context, now time.Time) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE calendars SET cursor = '', basis = ''"); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE calendar_sources SET due_at = ? WHERE due_at > ?", now.UnixMicro(), now.UnixMicro())
		return err
	})
}

// Times returns what is known of people's time, in one consistent view.
func (db *DB) Times(ctx context.Context, q availability.TimesQuery) (availability.Times, error) {
	out := availability.Times{
		Layers: make(map[recruit.MemberID][]availability.Layer, len(q.Members)), Booked: map[recruit.MemberID][]availability.Booking{}, Rules: map[recruit.MemberID]hours.Rules{},
	}
	ids := idList(q.Members)
	of := make(map[recruit.MemberID]bool, len(q.Members))
	for _, id := range q.Members {
		of[id] = true
	}
	err := db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		if err := db.layers(ctx, tx, see, ids, of, q, out.Layers); err != nil {
			return err
		}
		if err := bookings(ctx, tx, see, ids, of, q, out.Booked); err != nil {
			return err
		}
		var err error
		if out.Held, err = offers.HeldTimes(ctx, tx, see, ids, q); err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, "SELECT h.member_id, h.rules FROM member_hours h WHERE h.member_id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))"+see.Myself("h.member_id"), append([]any{ids}, see.Args(1)...)...)
		_, err = columns.Collect(rows, err, func(row columns.Scanner) (struct{}, error) {
			var id recruit.MemberID
			var text string
			err := row.Scan(&id, &text)
			if err != nil {
				return struct{}{}, err
			}
			if out.Rules[id], err = readRules(text, id); err != nil {
				// Nobody is asked at hours that are not known.
				out.Rules[id] = hours.Rules{Working: new(hours.Week)}
				db.log.Warn("working hours cannot be read", "member", int64(id), "error", err)
			}
			return struct{}{}, nil
		})
		if err != nil || !q.Past {
			return err
		}
		out.Past, err = db.pastHours(ctx, tx, see, ids)
		return err
	})
	return out, err
}

// pastHours reads the hours that members had before, and those of the workspace under
// 0, oldest first. Nobody knows what those were that cannot be read: they are left out.
func (db *DB) pastHours(ctx context.Context, tx *sql.Tx, see scope.Scope, ids string) (map[recruit.MemberID][]availability.PastRules, error) {
	past := map[recruit.MemberID][]availability.PastRules{}
	rows, err := tx.QueryContext(ctx, `SELECT ifnull(h.member_id, 0), h.until, h.rules FROM hours_before h
		WHERE (h.member_id IS NULL OR h.member_id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))`+see.Myself("h.member_id")+") ORDER BY h.until, h.id", append([]any{ids}, see.Args(1)...)...)
	_, err = columns.Collect(rows, err, func(row columns.Scanner) (struct{}, error) {
		var id recruit.MemberID
		var text string
		var p availability.PastRules
		if err := row.Scan(&id, columns.Moment(&p.Until), &text); err != nil {
			return struct{}{}, err
		}
		if err := json.Unmarshal([]byte(text), &p.Rules); err != nil {
			db.log.Warn("working hours of before cannot be read", "member", int64(id), "error", err)
			return struct{}{}, nil
		}
		past[id] = append(past[id], p)
		return struct{}{}, nil
	})
	return past, err
}

// maxPastHours is how many changes of someone's hours are known.
const maxPastHours = 50

// noteHours keeps hours that held until a moment; id 0 is the workspace.
func noteHours(ctx context.Context, tx columns.Runner, id recruit.MemberID, rules string, until time.Time) error {
	member := sql.NullInt64{Int64: int64(id), Valid: id != 0}
	_, err := tx.ExecContext(ctx, "INSERT INTO hours_before (member_id, until, rules) VALUES (?, ?, ?)", member, until.UnixMicro(), rules)
	if err == nil {
		_, err = tx.ExecContext(ctx, `DELETE FROM hours_before WHERE member_id IS ?1 AND id NOT IN
			(SELECT h.id FROM hours_before h WHERE h.member_id IS ?1 ORDER BY h.until DESC, h.id DESC LIMIT ?2+0)`, member, maxPastHours)
	}
	return err
}

// NoteWorkspaceHours keeps hours of the workspace that held until a moment.
func (db *DB) NoteWorkspaceHours(ctx context.Context, r hours.Rules, until time.Time) error {
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return db.write(ctx, func(tx *sql.Tx) error { return noteHours(ctx, tx, 0, string(text), until) })
}

// layers reads what each calendar says; ids and of are q.Members.
func (db *DB) layers(ctx context.Context, tx *sql.Tx, see scope.Scope, ids string, of map[recruit.MemberID]bool, q availability.TimesQuery, to map[recruit.MemberID][]availability.Layer) error {
	labels := map[availability.SourceID]availability.Source{}
	rows, err := tx.QueryContext(ctx, "SELECT "+sourceColumns+" FROM calendar_sources n")
	_, err = columns.Collect(rows, err, columns.Leniently(func(row columns.Scanner) (struct{}, error) {
		var s availability.Source
		err := row.Scan(sourceFields.Into(&s)...)
		labels[s.ID] = s
		return struct{}{}, err
	}))
	if err != nil {
		return err
	}
	var id recruit.MemberID
	var l availability.Layer
	var times sql.RawBytes
	into := []any{columns.Optional(&id), columns.Optional(&l.Source), columns.Optional(&l.Calendar), columns.Moment(&l.From), columns.Moment(&l.To), columns.Moment(&l.ReadAt), &l.Trouble, &times}
	asked, args := "c.member_id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))", append([]any{ids}, see.Args(1)...)
	most, err := mostCalendars(ctx, tx, len(of))
	if err != nil {
		return err
	}
	if most {
		asked, args = "TRUE", args[1:]
	}
	rows, err = tx.QueryContext(ctx, `SELECT c.member_id, c.source_id, c.id, c.from_at, c.to_at, c.read_at, c.trouble, c.times FROM calendars c
		WHERE `+asked+see.Myself("c.member_id")+" ORDER BY c.id", args...)
	entries := packed.Reader{From: q.From, To: q.To}
	_, err = columns.Collect(rows, err, func(row columns.Scanner) (struct{}, error) {
		if err := row.Scan(into...); err != nil || !of[id] {
			return struct{}{}, err
		}
		s := labels[l.Source]
		l.Label, l.Shared, l.UIDs = s.Label(), s.OwnerID == 0, s.GivesUIDs()
		if l.Trouble == "" {
			l.Trouble = s.Trouble
		}
		if l.Entries, err = entries.Read(times); err != nil {
			// What cannot be understood is unknown: as if it had never been read.
			l.ReadAt, l.Entries, l.Trouble = time.Time{}, nil, "What was read of this calendar is damaged; it will be read again."
			db.log.Warn("what was read of a calendar cannot be understood", "calendar", int64(l.Calendar), "error", err)
		}
		to[id] = append(to[id], l)
		return struct{}{}, nil
	})
	return err
}

// fewPeople is for how many people it is worth to look for what is theirs.
const fewPeople = 40

// mostCalendars reports whether so many people are more than a few, and may have at least
// half of all calendars: then all are read faster than theirs are looked for.
func mostCalendars(ctx context.Context, tx *sql.Tx, people int) (bool, error) {
	if people <= fewPeople {
		return false, nil
	}
	var all int
	err := tx.QueryRowContext(ctx, "SELECT count(*) FROM calendars").Scan(&all)
	return all <= 2*people, err
}

// bookings reads the interviews that people take part in; ids and of are q.Members. Who
// has declined, or sends someone else, does not.
func bookings(ctx context.Context, tx *sql.Tx, see scope.Scope, ids string, of map[recruit.MemberID]bool, q availability.TimesQuery, to map[recruit.MemberID][]availability.Booking) error {
	// The times are as old as the first version of those in a row that have them: who came
	// back to them has decided anew. So has who invited someone to them.
	const who = "ifnull(p.member_id, (SELECT m.id FROM members m WHERE m.email = p.address AND m.removed_at IS NULL))"
	decided := `max(ifnull(p.invited_at, 0), ifnull((SELECT min(v.at) FROM interview_versions v WHERE v.interview_id = i.id AND v.number > ifnull(
		(SELECT max(o.number) FROM interview_versions o WHERE o.interview_id = i.id AND (o.start_at <> i.start_at OR o.duration_seconds <> i.duration_seconds)), 0)), i.created_at))`
	if q.Undated {
		decided = "NULL"
	}
	asked := " AND " + who + " IN (SELECT CAST(value AS INTEGER) FROM json_each(?))"
	args := append([]any{q.BookedFrom.Add(-recruit.MaxDuration).UnixMicro(), q.BookedTo.UnixMicro(), q.BookedFrom.UnixMicro(), ids}, see.Args(1)...)
	if q.Undated && len(q.Members) > fewPeople { // most of what there is: it is read faster than looked for
		asked, args = "", slices.Delete(args, 3, 4)
	}
	var id recruit.MemberID
	var b availability.Booking
	var length time.Duration
	into := []any{columns.Optional(&id), columns.Optional(&b.Interview), columns.Moment(&b.Start), columns.Seconds(&length), columns.Truth(&b.Scheduled), columns.Moment(&b.Decided)}
	rows, err := tx.QueryContext(ctx, "SELECT "+who+", i.id, i.start_at, i.duration_seconds, i.status = 'scheduled', "+decided+`
		FROM interviews i CROSS JOIN participants p ON p.interview_id = i.id
		WHERE i.start_at >= ? AND i.start_at < ? AND i.start_at + i.duration_seconds * 1000000 > ? AND i.status <> 'cancelled'
			AND p.removed_at IS NULL AND p.audience <> 'candidate' AND p.answer NOT IN ('declined', 'delegated')`+asked+see.Myself(who)+" ORDER BY i.start_at, i.id", args...)
	_, err = columns.Collect(rows, err, func(row columns.Scanner) (struct{}, error) {
		if err := row.Scan(into...); err != nil {
			return struct{}{}, err
		}
		if b.End = b.Start.Add(length); of[id] {
			to[id] = append(to[id], b)
		}
		return struct{}{}, nil
	})
	return err
}

// InterviewUIDs lists the calendar UIDs of the interviews that are scheduled and begin
// in the window, and of tentative entries that do.
func (db *DB) InterviewUIDs(ctx context.Context, from, to time.Time) (uids []string, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		rows, err := tx.QueryContext(ctx, "SELECT i.uid FROM interviews i WHERE i.start_at >= ? AND i.start_at < ? AND i.status = 'scheduled' AND i.uid <> ''"+see.In("i.id", scope.Interviews), //nolint:rowserrcheck // AddEntryUIDs reads to the end
			append([]any{from.UnixMicro(), to.UnixMicro()}, see.Args(1)...)...)
		uids, err = offers.AddEntryUIDs(ctx, tx, see, from, to, rows, err)
		return err
	})
	return uids, err
}

// readRules reads the hours of a member.
func readRules(text string, id recruit.MemberID) (r hours.Rules, err error) {
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		return hours.Rules{}, &recruit.Problem{Kind: recruit.ErrDamaged, Cause: err, Sentence: "The working hours of member " + strconv.FormatInt(int64(id), 10) + " cannot be read; set them again (recruitty hours set)."}
	}
	return r, nil
}

// MemberHours returns a member's rules and their version, 0 before any were set.
func (db *DB) MemberHours(ctx context.Context, id recruit.MemberID) (r hours.Rules, version int, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		if see.Part && id != see.Me.ID {
			return see.Hidden("member")
		}
		var text string
		err := tx.QueryRowContext(ctx, "SELECT h.rules, h.version FROM member_hours h WHERE h.member_id = ?", id).Scan(&text, &version)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err == nil {
			r, err = readRules(text, id)
		}
		return err
	})
	return r, version, err
}

// SaveMemberHours replaces a member's rules.
func (db *DB) SaveMemberHours(ctx context.Context, id recruit.MemberID, r hours.Rules, version int, log recruit.Activity) error {
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return db.writeAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		if see.Part && id != see.Me.ID {
			return see.Hidden("member")
		}
		was := "{}" // as long as nothing was set
		if err := tx.QueryRowContext(ctx, "SELECT h.rules FROM member_hours h WHERE h.member_id = ?", id).Scan(&was); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		ok, err := columns.ChangedOne(tx.ExecContext(ctx, `INSERT INTO member_hours (member_id, rules, version) SELECT ?1, ?2, 1 WHERE ?3 = 0
			ON CONFLICT DO NOTHING`, id, string(text), version))
		if err == nil && version > 0 {
			ok, err = columns.ChangedOne(tx.ExecContext(ctx, "UPDATE member_hours SET rules = ?, version = version + 1 WHERE member_id = ? AND version = ?", string(text), id, version))
		}
		if err != nil {
			return problem.Dangling(err, "The member is not in the team.")
		}
		if !ok {
			return problem.Stale("these working hours")
		}
		if err := noteHours(ctx, tx, id, was, log.At); err != nil {
			return err
		}
		return db.addActivity(ctx, tx, log)
	})
}
