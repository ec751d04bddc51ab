using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Imports;
using ContentPlanner.Formats.Plans;

namespace ContentPlanner.Tests.Imports;

/// <summary>Exports in the dialects people bring: what becomes of each row, event and entry was reviewed by a person.</summary>
public class ExportedFilesTests
{
    [Theory]
    [InlineData("trello.csv")]
    [InlineData("notion.csv")]
    [InlineData("airtable.csv")]
    [InlineData("coschedule.csv")]
    [InlineData("excel-deutsch.csv")]
    [InlineData("excel-unicode.txt")]
    [InlineData("sep-hint.csv")]
    [InlineData("ambiguous.csv")]
    public void A_table_comes_in_with_every_row_accounted_for(string file)
    {
        var preview = Imported.Preview(file);
        Golden.Matches($"Imports/files/{file}.golden", Imported.Shown(preview, Imported.Table(file)));
        Assert.Equal(preview.Count, preview.Rows.Count);
    }

    [Theory]
    [InlineData("google.ics", Intake.Pieces)]
    [InlineData("outlook.ics", Intake.Notes)]
    [InlineData("holidays.ics", Intake.Holidays)]
    [InlineData("oddities.ics", Intake.Pieces)]
    public void A_calendar_comes_in_with_every_event_accounted_for(string file, Intake @as)
    {
        var preview = Imported.Preview(file, @as);
        Golden.Matches($"Imports/files/{file}.golden", Imported.Shown(preview));
        var lines = Imported.Text(file).ReplaceLineEndings("\n").Split('\n').Select((text, n) => (text, n)).Where(l => l.text.TrimStart('\uFEFF') is "BEGIN:VEVENT" or "BEGIN:VTODO").Select(l => l.n + 1);
        Assert.Empty(lines.Except(preview.Rows.Select(r => r.Line)));
    }

    [Theory]
    [InlineData("rss-091.xml")]
    [InlineData("rss-10.rdf")]
    [InlineData("rss-20.xml")]
    [InlineData("atom-10.xml")]
    [InlineData("atom-03.xml")]
    [InlineData("broken.xml")]
    public void A_feed_comes_in_with_every_entry_accounted_for(string file)
    {
        var preview = Imported.Preview(file);
        var bodies = string.Concat(preview.After.Pieces.Select(p => $"— {p.Key}\n{p.Body?.Text}\n"));
        Golden.Matches($"Imports/files/{file}.golden", Imported.Shown(preview) + bodies);
        Assert.Equal(preview.Count, preview.Rows.Count);
    }

    public static TheoryData<string, Intake> Everything => new(
        ("trello.csv", Intake.Pieces), ("notion.csv", Intake.Pieces), ("airtable.csv", Intake.Pieces), ("coschedule.csv", Intake.Pieces), ("excel-deutsch.csv", Intake.Pieces), ("coschedule.csv", Intake.Notes), ("excel-deutsch.csv", Intake.Blackouts),
        ("google.ics", Intake.Pieces), ("google.ics", Intake.Notes), ("outlook.ics", Intake.Pieces), ("holidays.ics", Intake.Holidays), ("holidays.ics", Intake.Blackouts), ("oddities.ics", Intake.Pieces),
        ("rss-091.xml", Intake.Pieces), ("rss-10.rdf", Intake.Pieces), ("rss-20.xml", Intake.Pieces), ("atom-10.xml", Intake.Pieces), ("atom-03.xml", Intake.Pieces), ("broken.xml", Intake.Pieces));

    [Theory]
    [MemberData(nameof(Everything))]
    public void Doing_it_again_changes_nothing(string file, Intake @as)
    {
        var once = Imported.Preview(file, @as, addUnknown: true);
        Assert.True(once.ChangesSomething);
        var again = Imported.Preview(file, @as, once.After, addUnknown: true);
        Assert.False(again.ChangesSomething);
        Assert.Equal(0, again[ImportOutcome.New]);
        Assert.Equal(once.After, again.After);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void What_came_in_goes_out_as_a_plan_document_and_comes_back(string file, Intake @as)
    {
        var after = Imported.Preview(file, @as, addUnknown: true).After;
        var read = PlanFile.Read("plan.yaml", PlanFile.Write(after), _ => null, Shipped.Library, Sample.Today);
        Assert.DoesNotContain(read.Problems, p => p.Severity == Severity.Error);
        Assert.Equal(after.Pieces, read.Value!.Pieces);
        Assert.Equal(after.Notes, read.Value.Notes);
        Assert.Equal(after.Holidays, read.Value.Holidays);
        Assert.Equal(after.Blackouts, read.Value.Blackouts);
    }

    [Fact]
    public void Fifty_thousand_rows_come_in()
    {
        var text = new System.Text.StringBuilder("\uFEFFTitle;Date;Status;Owner;Text\r\n");
        var rows = Full.IsAsked ? 50_000 : 2_000;
        for (var n = 0; n < rows; n++) text.Append(CultureInfo.InvariantCulture, $"\"Piece {n}; or so\";{n % 28 + 1:00}.{n % 12 + 1:00}.2027;Planned;coach;\"First line {n}\r\nsecond \"\"line\"\"\"\r\n");
        var table = CsvTable.Read("large.csv", text.ToString());
        var once = Imported.Of(Imported.Rows(table));
        Assert.Equal(rows, once[ImportOutcome.New]);
        Assert.Empty(once.Problems);
        Assert.Equal(rows, once.After.Pieces.Select(p => p.Key).Distinct().Count());
        Assert.Equal($"First line {rows - 1}\nsecond \"line\"", once.After.Pieces[^1].Body!.Text);
        Assert.Equal(2 * rows, once.Rows[^1].Line);
        var again = Imported.Of(Imported.Rows(table), once.After);
        Assert.Equal(rows, again[ImportOutcome.Unchanged]);
    }
}
