using System.Text;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Imports;
using NodaTime;

namespace ContentPlanner.Tests.Imports;

public class ImportingTests
{
    private const string Head = "Card ID,Title,Status,Date,Owner,Text\n";

    private static ImportPreview Take(string csv, Workspace? into = null) => Imported.Of(Imported.Rows(CsvTable.Read("in.csv", csv)), into);

    [Fact]
    public void A_piece_renamed_here_is_found_again_by_its_id_and_keeps_its_new_name()
    {
        var once = Take(Head + "7,First,Idea,2027-03-01,coach,\n").After;
        var renamed = once with { Pieces = [once.Pieces[0] with { Key = "another", Title = "Another name" }] };
        var again = Take(Head + "7,First,Planned,2027-03-01,coach,\n", renamed);
        Assert.Equal("1 changed", again.Words);
        Assert.Equal(("another", "Another name", PieceStatus.Planned), (again.After.Pieces[0].Key, again.After.Pieces[0].Title, again.After.Pieces[0].Status));
    }

    [Fact]
    public void What_a_person_changed_here_stays_while_it_did_not_change_over_there()
    {
        var once = Take(Head + "7,First,Idea,2027-03-01,coach,\n").After;
        var moved = once with { Pieces = [once.Pieces[0] with { PlannedOn = new LocalDate(2027, 4, 1) }] };
        var again = Take(Head + "7,First,Idea,2027-03-01,coach,\n", moved);
        Assert.False(again.ChangesSomething);
        Assert.Equal(new LocalDate(2027, 4, 1), again.After.Pieces[0].PlannedOn);
    }

    [Fact]
    public void What_changed_here_and_over_there_stays_and_is_told()
    {
        var once = Take(Head + "7,First,Idea,2027-03-01,coach,\n").After;
        var moved = once with { Pieces = [once.Pieces[0] with { PlannedOn = new LocalDate(2027, 4, 1) }] };
        var again = Take(Head + "7,First,Idea,2027-05-01,coach,\n", moved);
        Assert.Equal(new LocalDate(2027, 4, 1), again.After.Pieces[0].PlannedOn);
        Assert.Contains(again.Problems, p => p.Message == "the planned of “First” was changed here and over there: what stands here stays (over there: 2027-05-01)");
        Assert.Equal(again.After, Take(Head + "7,First,Idea,2027-05-01,coach,\n", again.After).After);
    }

    [Fact]
    public void A_row_that_only_says_where_it_goes_is_what_usually_goes_there()
    {
        var there = Imported.Workspace with
        {
            Cadences = [Timelines.Year.TuesdayPost with { Channel = "podcast", Format = "podcast" }],
            Pieces = [new() { Key = "letter", Title = "A letter", Format = "newsletter", Channel = "newsletter" }],
        };

        var after = Take("Title,Channel,Date\nWith Nora,Podcast,2027-02-05\nTwo lines,Newsletter,2027-02-06\nElsewhere,Blog,2027-02-07\n", there).After;

        Assert.Equal(["newsletter", "podcast", "newsletter", "blog-post"], after.Pieces.Select(p => p.Format));
    }

    [Fact]
    public void A_planned_piece_becomes_the_published_post_of_the_same_title()
    {
        var planned = Imported.Workspace with { Pieces = [new() { Key = "steps", Title = "Five steps to a first draft", Format = "blog-post", Status = PieceStatus.Drafting, PlannedOn = new LocalDate(2026, 10, 1), Owner = "coach" }] };
        var preview = Imported.Preview("rss-10.rdf", into: planned);
        Assert.Equal("1 changed", preview.Words);
        var piece = Assert.Single(preview.After.Pieces);
        Assert.Equal(("steps", PieceStatus.Published, "coach"), (piece.Key, piece.Status, piece.Owner));
        Assert.Equal(new LocalDateTime(2026, 10, 5, 8, 30), piece.Publish!.At);
        Assert.Contains("Begin", piece.Body!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_somebody_wrote_here_is_not_replaced_by_the_first_import()
    {
        var planned = Imported.Workspace with { Pieces = [new() { Key = "steps", Title = "Five steps to a first draft", Format = "blog-post", Body = new(BodyFormat.Markdown, "Mine") }] };
        var preview = Imported.Preview("rss-10.rdf", into: planned);
        Assert.Equal("Mine", preview.After.Pieces[0].Body!.Text);
        Assert.Contains(preview.Problems, p => p.Message.Contains("has a text already: it stays", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_rows_of_one_title_are_two_pieces_and_are_told_apart_again_by_their_days()
    {
        const string csv = "Title,Date\nLetter,2027-01-05\nLetter,2027-01-12\n";
        var once = Take(csv);
        Assert.Equal("2 new", once.Words);
        Assert.Equal("2 unchanged", Take(csv, once.After).Words);
    }

    [Theory]
    [InlineData("Title,Date\nOld,2026-03-03\nNew,2027-03-03\nNone,\n", PieceStatus.Published)]
    [InlineData("Title,Date,Status\nOld,2026-03-03,\nNew,2027-03-03,planned\nNone,,\n", PieceStatus.Planned)]
    [InlineData("Title,Date,Published\nOut,2026-01-01,2026-01-01\nOld,2026-03-03,\nNew,2027-03-03,\nNone,,\n", PieceStatus.Planned)]
    [InlineData("Title,Date,Done\nOld,2026-03-03,no\nNew,2027-03-03,no\nNone,,\n", PieceStatus.Planned)]
    public void A_row_of_a_past_day_in_a_table_of_days_alone_is_published_and_that_is_told(string csv, PieceStatus old)
    {
        var preview = Take(csv);
        Assert.Equal([old, PieceStatus.Planned, PieceStatus.Idea], preview.After.Pieces.TakeLast(3).Select(p => p.Status));
        Assert.Equal(old == PieceStatus.Published ? 1 : 0, preview.Problems.Count(p => p is { Line: 2 } && p.Message.Contains("comes in as published", StringComparison.Ordinal)));
        Assert.False(Take(csv, preview.After).ChangesSomething);
    }

    [Fact]
    public void A_row_with_a_day_it_went_out_on_and_no_status_is_published()
    {
        var preview = Take("Title,Published,Status\nOut,2026-03-03,\nTo come,2027-03-03,\nHeld,2026-03-03,draft\n");

        Assert.Equal([PieceStatus.Published, PieceStatus.Scheduled, PieceStatus.Drafting], preview.After.Pieces.TakeLast(3).Select(p => p.Status));
    }

    [Fact]
    public void An_event_whose_day_has_passed_comes_in_as_a_published_piece_and_that_is_told()
    {
        var reading = CalendarReading.Read("c.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20260303\nSUMMARY:Old\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20270303\nSUMMARY:New\nEND:VEVENT\nEND:VCALENDAR\n", Sample.Dublin, Sample.Today);
        var preview = Imported.Of(reading);

        Assert.Equal([PieceStatus.Published, PieceStatus.Planned], preview.After.Pieces.TakeLast(2).Select(p => p.Status));
        Assert.Single(preview.Problems, p => p is { Line: 2 } && p.Message == "its day has passed: it comes in as published");
    }

    [Fact]
    public void Unknown_owners_and_pillars_are_told_or_added_as_wished()
    {
        var reading = Imported.Rows(CsvTable.Read("in.csv", "Title,Owner,Pillar\nOne,Maeve,Rest\nTwo,coahc,Rest\n"));
        var told = Importing.Preview("in.csv", Imported.Workspace, Shipped.Library, reading, new(), Sample.Today);
        Assert.Equal(["in.csv:2:5: warning: there is no member “Maeve”", "in.csv:2:11: warning: there is no pillar “Rest” (and 1 more times)", "in.csv:3:5: warning: there is no member “coahc”; did you mean “coach”?"], told.Problems.Select(p => p.ToString()));
        var added = Importing.Preview("in.csv", Imported.Workspace, Shipped.Library, reading, new() { AddUnknown = true }, Sample.Today);
        Assert.Equal(["Maeve", "coahc"], added.After.Members.Skip(Imported.Workspace.Members.Count).Select(m => m.Name));
        Assert.Equal("rest", added.After.Pieces[0].Pillar);
    }

    [Fact]
    public void Every_loss_names_its_line_and_column_even_after_quoted_line_breaks()
    {
        var preview = Take("Title,Text,Owner\nOne,\"a\nb\nc\",coach\nTwo,\"x, y\",nobody-at-all\n");
        Assert.Equal("in.csv:5:12: warning: there is no member “nobody-at-all”", Assert.Single(preview.Problems).ToString());
    }

    [Fact]
    public void A_quote_nobody_closed_keeps_the_file_from_being_taken_and_says_where()
    {
        var preview = Take("Title,Text\nOne,\"open\nTwo,x\nThree,y\n");
        Assert.True(preview.IsBroken);
        Assert.Equal("in.csv:2:5: a quote opens here and is not closed, so the 2 lines below are read as part of one value: close it", preview.Problems[0].ToString());
    }

    [Fact]
    public void An_event_that_goes_from_a_source_takes_its_days_along_unless_somebody_changed_them()
    {
        var source = Identity.FromName("source");
        static string Calendar(params string[] events) => $"BEGIN:VCALENDAR\n{string.Concat(events)}END:VCALENDAR\n";
        static string Event(string uid, string day) => $"BEGIN:VEVENT\nUID:{uid}\nDTSTART:{day}\nSUMMARY:Day {uid}\nEND:VEVENT\n";
        ImportReading Read(string text) => CalendarReading.Read("c.ics", text, Sample.Dublin, Sample.Today);
        var bare = Imported.Workspace with { Holidays = [] };

        var once = Imported.Of(Read(Calendar(Event("a", "20270601"), Event("b", "20270602"), Event("c", "20200101"), Event("d", "20270604"))), bare, Intake.Holidays, source).After;
        Assert.Equal(4, once.Holidays.Count);
        var edited = once with { Holidays = [.. once.Holidays.Select(h => h.Name == "Day d" ? h with { Name = "Ours" } : h)] };
        var later = Imported.Of(Read(Calendar(Event("a", "20270603"))), edited, Intake.Holidays, source);
        Assert.Equal("1 changed, 2 gone over there", later.Words);
        Assert.Equal(["Day a 2027-06-03", "Day c 2020-01-01", "Ours 2027-06-04"], later.After.Holidays.Select(h => $"{h.Name} {h.From:uuuu-MM-dd}"));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Encodings_are_found_out(bool bigEndian, bool mark)
    {
        const string text = "Title;Date\nÜber „alles“;2027-01-01\n";
        var utf16 = new UnicodeEncoding(bigEndian, mark);
        Assert.Equal(text, FileText.Decode([.. utf16.GetPreamble(), .. utf16.GetBytes(text)], out var name));
        Assert.Equal("UTF-16", name);
        Assert.Equal(text, FileText.Decode([.. mark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(text)], out name));
        Assert.Equal("UTF-8", name);
        Assert.Equal("Größe\n", FileText.Decode([(byte)'G', (byte)'r', 0xF6, 0xDF, (byte)'e', (byte)'\n'], out name));
        Assert.Equal("Windows-1252", name);
    }

    [Fact]
    public void A_column_means_what_a_person_says_and_a_mistyped_one_is_told()
    {
        var table = CsvTable.Read("in.csv", "Alpha,Beta\nOne,Two\n");
        var map = ColumnMap.Propose(table).With(table, [("beta", ImportField.Title), ("Alhpa", ImportField.Owner)], out var mistakes);
        Assert.Equal([ImportField.None, ImportField.Title], map.Fields);
        Assert.Equal(["there is no column 'Alhpa'; did you mean 'Alpha'?"], mistakes);
    }

    [Theory]
    [InlineData("a.csv", "Title,Date\n", ImportKind.Table)]
    [InlineData("a.txt", "\uFEFFBEGIN:VCALENDAR\n", ImportKind.Calendar)]
    [InlineData("feed", "<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", ImportKind.Feed)]
    [InlineData("index.html", "<!DOCTYPE html><html><head>", ImportKind.WebPage)]
    [InlineData("plan.yaml", "workspace:\n  key: a\n", ImportKind.Plan)]
    public void What_a_file_is_shows_in_what_it_holds(string name, string text, ImportKind kind) => Assert.Equal(kind, ImportKinds.Of(name, text));

    [Fact]
    public void A_web_page_names_its_feed() => Assert.Equal(new Uri("https://example.org/feed/"), FeedDiscovery.In(
        """<html><head><link rel="stylesheet" href="a.css"><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/"><link rel="alternate" type="application/rss+xml" title="Posts" href="/feed/"></head>""", new("https://example.org/blog")));

    [Theory]
    [InlineData("<p>a</p><script>alert(1)</script>")]
    [InlineData("<p onclick=\"x()\" style=\"background:url(javascript:x)\">a</p>")]
    [InlineData("<p><a href=\"javascript:alert(1)\">a</a><img src=x onerror=alert(1)></p>")]
    [InlineData("<svg><script>alert(1)</script></svg><p>a</p>")]
    [InlineData("<p>a</p><iframe srcdoc=\"<script>alert(1)</script>\"></iframe><style>p{}</style>")]
    [InlineData("<p><noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">a</noscript></p>")]
    public void A_text_from_elsewhere_is_harmless(string html)
    {
        var body = BodyText.Html(html, new("x"), 1, 1, null)!;
        foreach (var harm in (string[])["script", "onclick", "onerror=", "javascript:", "style", "srcdoc"])
            Assert.DoesNotContain($"{harm}", System.Text.RegularExpressions.Regex.Replace(body.Text, "&[a-z]+;|>[^<]*<", "><"), StringComparison.OrdinalIgnoreCase);
    }
}
