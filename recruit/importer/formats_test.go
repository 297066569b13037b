package importer_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/importer"
)

// people writes who came in, one in each line.
func people(w *workspace) string {
	var all []string
	for _, c := range w.people {
		all = append(all, strings.TrimSpace(strings.Join([]string{c.Name, c.Email, c.Phone}, " ")))
	}
	return strings.Join(all, "\n")
}

// TestPeopleOfEveryFormat holds that the same people come in from all formats,
// whatever the file is called.
func TestPeopleOfEveryFormat(t *testing.T) {
	t.Parallel()
	const both = "Zoë Łukasik zoe@example.com +48 1\nJun Mori jun@example.com"
	for _, test := range []struct {
		name, text string
		want       string
		bad        int
		said       string // in the guesses or remarks
	}{
		{"lines.jsonl", `{"name":"Zoë Łukasik","email":"zoe@example.com","phone":"+48 1"}` + "\n\n" + `{"name":"Jun Mori","email":"jun@example.com"}`, both, 0, ""},
		{"lines.txt", "\ufeff" + `{"name":"Zoë Łukasik","email":"zoe@example.com","phone":"+48 1"}` + "\r\n" + `{"name":"broken` + "\r\n" + `[1]` + "\r\n" + `{"name":"Jun Mori","email":"jun@example.com"}` + "\r\n", both, 2, ""},
		{"dump.json", `[{"model":"auth.user","pk":1,"fields":{"name":"Root","email":"root@example.com"}},
			{"model":"ats.candidate","pk":7,"fields":{"first_name":"Zoë","last_name":"Łukasik","email":"zoe@example.com","phone":"+48 1"}},
			{"model":"ats.job","pk":7,"fields":{"title":"Chef"}},
			{"model":"ats.candidate","pk":8,"fields":{"first_name":"Jun","last_name":"Mori","email":"jun@example.com"}}]`, both, 0, "the 2 objects of ats.candidate were read; not read: ats.job (1), auth.user (1)"},
		{"cards.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoë Łukasik\r\nN:Łukasik;Zoë;;;\r\nEMAIL;TYPE=INTERNET:zoe@example.com\r\nTEL:+48 1\r\nPHOTO;ENCODING=b:QUJD\r\n QUJD\r\nEND:VCARD\r\n" +
			"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Mo=\nri;Jun\nEMAIL:jun@example.com\nEND:VCARD\n" +
			"BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:All\nEND:VCARD\n", both, 1, "photo"},
		{"people.xls", "<html><head><style>td{}</style></head><body><table><tr><td>Report</td></tr></table>\n<table><tr><th>Name<th>E-mail<th>Phone</tr>" +
			"<tr><td>Zo&euml; &#321;ukasik</td><td><a href='mailto:zoe@example.com'>write</a></td><td>+48 1</td></tr><tr><td>Jun<br>Mori<td>jun@example.com</table>", both, 0, "Table 2 of the 2"},
		{"people.xls", `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
			<Worksheet ss:Name="People"><Table><Row><Cell><Data ss:Type="String">Name</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">Email</Data></Cell><Cell><Data ss:Type="String">Phone</Data></Cell></Row>
			<Row ss:Index="5"><Cell><Data ss:Type="String">Zoë <B>Łukasik</B></Data></Cell><Cell ss:Index="3"><Data ss:Type="String">zoe@example.com</Data></Cell><Cell><Data ss:Type="String">+48 1</Data></Cell></Row>
			<Row><Cell><Data ss:Type="String">Jun Mori</Data></Cell><Cell ss:Index="3" ss:HRef="mailto:jun@example.com"><Data ss:Type="String">mail</Data></Cell></Row></Table></Worksheet><Worksheet ss:Name="Empty"><Table/></Worksheet></Workbook>`, both, 0, `The sheet "People" was read`},
		{"people.tsv", "Name\tEmail\tPhone\nZoë Łukasik\tzoe@example.com\t+48 1\nJun Mori\tjun@example.com\t\n", both, 0, ""},
	} {
		w := &workspace{}
		r, err := service(w).Import(context.Background(), robin, importer.Candidates, importer.Text(test.name, []byte(test.text)), importer.Options{})
		if err != nil || people(w) != strings.ReplaceAll(test.want, "\nJun Mori", "\nJun Mori") || r.Bad.Count != test.bad {
			t.Errorf("%s: %s; %v, %+v", test.name, people(w), err, r)
		}
		if said := fmt.Sprint(r.Guesses, r.Remarks.Rows); !strings.Contains(said, test.said) {
			t.Errorf("%s said %s, want %s", test.name, said, test.said)
		}
	}
}

// TestACardIsKeptWhole holds what becomes of everything that a card says.
func TestACardIsKeptWhole(t *testing.T) {
	t.Parallel()
	w := &workspace{}
	_, err := service(w).Import(context.Background(), robin, importer.Candidates, importer.Text("a.vcf", []byte(`BEGIN:VCARD
VERSION:3.0
FN:Ana Silva
N:Silva;Ana;;;
ORG:Acme;Kitchen
TITLE:Chef
item1.EMAIL;type=pref:ana@example.com
EMAIL;type=HOME:ana@example.org
TEL;TYPE=CELL:+351 1
TEL;TYPE=FAX:+351 9
ADR;TYPE=HOME:;;Rua 1;Porto;;4000;Portugal
URL:https://example.com/ana
X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/ana
NOTE:Met at the fair\nCall her
CATEGORIES:cook,remote
BDAY:1990-01-02
item2.X-SHOE:38
item2.X-ABLabel:Shoe size
UID:urn:uuid:4fbe8971
END:VCARD
`)), importer.Options{})
	if err != nil || len(w.people) != 1 {
		t.Fatalf("%+v, %v", w.people, err)
	}
	got := fmt.Sprintf("%+v %+v", w.people[0], w.notes)
	for _, want := range []string{"Ana Silva", "Chef, Acme", "ana@example.com", "ana@example.org", "+351 1", "Rua 1, Porto, 4000, Portugal", "https://example.com/ana", "linkedin.com/in/ana",
		"Met at the fair\nCall her", "cook", "remote", "1990-01-02", "38", "Shoe size", "Kitchen", "+351 9", "4fbe8971"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing in %s", want, got)
		}
	}
}

// TestAnotherNoun holds that a file of other things says so and names the command.
func TestAnotherNoun(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		kind importer.Kind
		text string
		want string // "" for a file of that kind
	}{
		{importer.Candidates, "id,name,department,status\n1,Chef,Kitchen,open\n", "use import jobs"},
		{importer.Candidates, "title;location;description\nChef;Porto;Cook\n", "use import jobs"},
		{importer.Candidates, "candidate,start,duration,interviewer\na@example.com,2027-03-10 10:00,45,b@example.com\n", "use import interviews"},
		{importer.Jobs, "First name,Last name,Title,Email\nAna,Silva,Chef,ana@example.com\n", "use import candidates"},
		{importer.Jobs, "email,start,duration,job\na@example.com,2027-03-10 10:00,45,Chef\n", "use import interviews"},
		{importer.Interviews, "First name,Last name,Title,Email\nAna,Silva,Chef,ana@example.com\n", "use import candidates"},
		{importer.Interviews, "title,department\nChef,Kitchen\n", "use import jobs"},
		{importer.Jobs, "Title,First Name,Last Name,Department,Email Address\nMs,Ana,Silva,Kitchen,ana@example.com\n", "use import candidates"},
		{importer.Candidates, "Subject,Start Date,Start Time,End Date,End Time,Location\nTalk,12/1/2026,10:00,12/1/2026,11:00,Room 1\n", "use import interviews"},
		{importer.Jobs, "Subject,Start Date,Start Time,End Date,End Time,Location\nTalk,12/1/2026,10:00,12/1/2026,11:00,Room 1\n", "use import interviews"},
		{importer.Candidates, strings.Join(export.JobHeads(), ",") + "\n1,Chef,,,open,,0,0,,,,,\n", "use import jobs"},
		{importer.Jobs, strings.Join(export.CandidateHeads(), ",") + "\n1,Ana\n", "use import candidates"},
		{importer.Candidates, strings.Join(export.InterviewHeads(), ",") + "\n1,scheduled\n", "use import interviews"},
		{importer.Candidates, "at,actor,action,candidate,job,interview,text\n2026-11-02T10:00:00Z,Dana,job.added,,,,x\n", "the activity log of recruitty"},
		{importer.Jobs, "BEGIN:VCARD\nFN:Ana\nEND:VCARD\n", "use import candidates"},
		{importer.Jobs, `[{"model":"a.candidate","pk":1,"fields":{"name":"Ana"}}]`, "import candidates reads"},
		{importer.Candidates, `[{"title":"Chef","department":"Kitchen","description":"Cook"}]`, "use import jobs"},
		{importer.Jobs, `{"first_name":"Ana","last_name":"Silva","title":"Chef"}` + "\n" + `{"first_name":"Bo","last_name":"Ek","title":"Chef"}`, "use import candidates"},
		{importer.Candidates, "name,email,department\nAna,ana@example.com,Kitchen\n", ""},
		{importer.Candidates, "name\nAna\n", ""},
		{importer.Jobs, "title,contact email\nChef,ana@example.com\n", ""},
		{importer.Jobs, "name,location\nChef,Porto\n", ""},
	} {
		_, err := service(&workspace{}).Plan(context.Background(), test.kind, importer.Text("theirs", []byte(test.text)), importer.Options{})
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%s of %.40q: %v", test.kind, test.text, err)
		case test.want != "" && (!errors.Is(err, recruit.ErrInvalid) || !strings.Contains(recruit.Sentence(err), test.want)):
			t.Errorf("%s of %.40q: %v, want %s", test.kind, test.text, err, test.want)
		}
	}
}

func TestCellsOfPages(t *testing.T) {
	t.Parallel()
	w := &workspace{}
	page := `<!DOCTYPE html><meta charset=windows-1252><table><tr><td colspan=3>All</td></tr><tr><td>Name<td>Company<td>Email</tr>
		<tr><td>Jos` + "\xe9" + ` Ruiz<td rowspan="2">Acme<td>jose@example.com<tr><td>Bo Ek<td>bo@example.com</tr>
		<tr><td>Cy<table><tr><td>inner</td></tr></table></td><td>Bolt<td>cy@example.com</table>`
	r, err := service(w).Import(context.Background(), robin, importer.Candidates, importer.Text("people.xls", []byte(page)), importer.Options{})
	if err != nil || people(w) != "José Ruiz jose@example.com\nBo Ek bo@example.com\nCy cy@example.com" || w.people[1].Headline != "Acme" {
		t.Errorf("%s %+v, %v %+v", people(w), w.people, err, r)
	}
}
