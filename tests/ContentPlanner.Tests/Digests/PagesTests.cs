using AngleSharp.Html.Parser;
using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Digests;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Tests.Digests;

public class PagesTests
{
    private const string Locale = "en-IE";

    internal static readonly TemplateSet Shipped = ReadShipped();

    [Theory]
    [InlineData("assistant")]
    [InlineData("coach")]
    [InlineData("strategist")]
    public void The_digest_reads_as_a_person_found_right(string person)
    {
        var mail = Digest(Monday.Digest(person));
        Golden.Matches($"Digests/digest-{person}.txt", $"{mail.Subject}\n\n{mail.Text}");
        Golden.Matches($"Digests/digest-{person}.html", mail.Html);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(0)]
    public void The_countdown_reads_as_a_person_found_right(int days)
    {
        var mail = Countdown(Monday.Letter(days));
        Golden.Matches($"Digests/countdown-{days}.txt", $"{mail.Subject}\n\n{mail.Text}");
        Golden.Matches($"Digests/countdown-{days}.html", mail.Html);
    }

    [Fact]
    public void The_review_reads_as_a_person_found_right() =>
        Golden.Matches("Digests/review.html", Text(ReviewSheet.Render(ReviewAgenda.OfNext(Monday.Schedule())!, Locale, Shipped)));

    [Fact]
    public void A_review_to_which_nobody_is_asked_by_name_leaves_no_gap_where_names_would_stand()
    {
        var period = Monday.House.Periods[0];
        var schedule = Monday.Schedule(Monday.House with { Periods = [period with { Reviews = period.Reviews.Select(r => r with { Participants = [] }).ToValueList() }] });

        var page = Text(ReviewSheet.Render(ReviewAgenda.OfNext(schedule)!, Locale, Shipped));

        Assert.Contains("<p class=\"muted\">Looks back to", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<br><span class=\"muted\"></span>", Text(PlanSheet.Render(PlanPage.Of(schedule)!, Locale, Shipped)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_reads_as_a_person_found_right() =>
        Golden.Matches("Digests/plan.html", Text(PlanSheet.Render(PlanPage.Of(Monday.Schedule())!, Locale, Shipped)));

    [Fact]
    public void What_was_noted_about_the_environment_and_a_focus_stands_on_the_plan()
    {
        var period = Monday.House.Periods[0];
        var noted = period with
        {
            Environment = [period.Environment[0] with { Note = "Came up in four calls" }],
            Focus = [period.Focus[0] with { Note = "The slow one" }],
        };

        var page = Text(PlanSheet.Render(PlanPage.Of(Monday.Schedule(Monday.House with { Periods = [noted] }))!, Locale, Shipped));

        Assert.Contains("Came up in four calls", page, StringComparison.Ordinal);
        Assert.Contains("The slow one", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_reads_as_a_person_found_right() =>
        Golden.Matches("Digests/report.md", Text(ReportText.Render(Report.Of(Monday.Schedule()), Monday.House, [new("Thread: Five steps", "X", 300, 280)], Shipped)));

    [Fact]
    public void The_same_plan_gives_the_same_bytes()
    {
        Assert.Equal(Digest(Monday.Digest("coach")), Digest(Monday.Digest("coach")));
        Assert.Equal(Countdown(Monday.Letter(30)), Countdown(Monday.Letter(30)));
    }

    [Fact]
    public void An_empty_week_is_a_short_all_clear()
    {
        var mail = Digest(Desk.Empty.OnMonday().DigestFor("assistant"));
        Assert.Equal("All clear for the week of 23 Nov", mail.Subject);
        Assert.Contains("Nothing is late", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing is late", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<h2", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_that_is_not_wanted_is_not_there_and_the_others_come_in_the_wanted_order()
    {
        var house = Monday.House with { Digests = [new() { Key = "d", Person = "assistant", Sections = [DigestSection.Gaps, DigestSection.Picks] }] };
        var text = Digest(Monday.Digest("assistant", house)).Text;
        Assert.DoesNotContain("LAUNCHES", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("EMPTY SLOTS", StringComparison.Ordinal) < text.IndexOf("WORTH USING AGAIN", StringComparison.Ordinal));
    }

    [Fact]
    public void What_does_not_fit_is_counted_in_mail_and_twin()
    {
        var steps = Enumerable.Range(0, 20).Select(n => Desk.Step($"Step {n:00}", Monday.Today.PlusDays(1))).ToArray();
        var mail = Digest(Desk.Empty.OnMonday().With(steps).DigestFor("assistant"));
        Assert.Contains("+12 more", mail.Text, StringComparison.Ordinal);
        Assert.Contains("+12 more", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Days_and_numbers_are_written_as_the_workspace_writes_them()
    {
        Assert.Contains("Di., 24. Nov.", Digest(Monday.Digest("assistant"), "de-DE").Text, StringComparison.Ordinal);
        Assert.Contains("Dienstag, 11. Mai 2027", Countdown(Monday.Letter(30), "de-DE").Html, StringComparison.Ordinal);
        Assert.Contains("1.240 → 2.000", Text(PlanSheet.Render(PlanPage.Of(Monday.Schedule())!, "de-DE", Shipped)), StringComparison.Ordinal);
    }

    /// <summary>R36: what people type is text, whatever it looks like.</summary>
    [Fact]
    public void Hostile_names_and_addresses_are_inert()
    {
        const string evil = "</style></title><script>alert(1)</script><img src=x onerror=alert(2)>\" onmouseover=\"alert(3)";
        var house = Monday.House with
        {
            Name = evil,
            Members = Monday.House.Members.Select(m => m with { Name = evil }).ToValueList(),
            Channels = Monday.House.Channels.Select(c => c with { Name = evil }).ToValueList(),
            Cadences = Monday.House.Cadences.Select(c => c with { Title = evil }).ToValueList(),
            Pieces = Monday.House.Pieces.Select(p => p with { Title = evil, Url = "javascript:alert(4)" }).ToValueList(),
            Launches = Monday.House.Launches.Select(l => l with { Title = evil, Promise = evil, Url = "javascript:alert(5)" }).ToValueList(),
            Notes = Monday.House.Notes.Select(n => n with { Title = evil }).ToValueList(),
            Periods = [Evil(Monday.House.Periods[0], evil)],
        };
        var schedule = Monday.Schedule(house);
        var book = schedule.Launch("the-book")!;
        var draft = (ContentTask _) => $"{evil}\njavascript:alert(6)";
        string[] pages =
        [
            .. house.Members.Select(m => Digest(Monday.Digest(m.Key, house)).Html),
            Made(CountdownMail.Render(CountdownLetter.Of(schedule, book, book.Marks[0]), Locale, Shipped, draft)).Html,
            Text(ReviewSheet.Render(ReviewAgenda.OfNext(schedule)!, Locale, Shipped)),
            Text(PlanSheet.Render(PlanPage.Of(schedule)!, Locale, Shipped)),
        ];
        foreach (var page in pages)
        {
            var document = new HtmlParser().ParseDocument(page);
            Assert.Empty(document.QuerySelectorAll("script, img, iframe, object, form, svg, link"));
            Assert.DoesNotContain(document.All.SelectMany(e => e.Attributes), a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
            Assert.All(document.QuerySelectorAll("[href]"), a => Assert.StartsWith("https://", a.GetAttribute("href"), StringComparison.Ordinal));
            Assert.Contains("<script>alert(1)</script>", document.Body!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_report_tells_late_pieces_from_late_content_tasks()
    {
        var report = Report.Of(Monday.Schedule()) with
        {
            Late = [new("Carousel: Five steps", new(2026, 11, 19), 4, null, false), new("Thread: Five steps", new(2026, 11, 22), 1, null, false), new("A letter", new(2026, 11, 21), 2, null, true)],
        };

        var lines = Text(ReportText.Render(report, Monday.House, [], Shipped)).Split('\n');

        Assert.Contains("- 1 piece is late: “A letter” (2 days).", lines);
        Assert.Contains("- 2 content tasks are late: “Carousel: Five steps” (4 days), “Thread: Five steps” (1 day).", lines);
    }

    [Theory]
    [InlineData(0, 0, "Nothing is published yet.")]
    [InlineData(0, 1, "The one content task that follows from your published work is not done yet.")]
    [InlineData(1, 1, "The one content task that follows from your published work is done.")]
    [InlineData(0, 2, "None of the 2 content tasks that follow from your published work is done yet.")]
    [InlineData(1, 2, "1 of the 2 content tasks that follow from your published work is done.")]
    [InlineData(2, 2, "2 of the 2 content tasks that follow from your published work are done.")]
    public void The_report_counts_in_whole_sentences(int used, int possible, string says)
    {
        var report = Report.Of(Monday.Schedule());
        var row = report.Coverage.Rows.First(r => r.Piece.Status == Core.Pieces.PieceStatus.Published) with { Published = used, Steps = possible };
        var counted = report with
        {
            Coverage = report.Coverage with { Rows = [row] },
            Stale = [new(row.Piece, new(2026, 12, 6), 1, 1)],
        };

        var lines = Text(ReportText.Render(counted, Monday.House, [], Shipped)).Split('\n');

        Assert.Contains(says, lines);
        Assert.Contains(lines, l => l.EndsWith(", 1 day", StringComparison.Ordinal));
    }

    [Fact]
    public void The_report_of_a_plan_with_thousands_of_pieces_lists_the_first_and_counts_the_rest()
    {
        var report = Report.Of(Monday.Schedule());
        var row = report.Coverage.Rows[0];
        var many = report with
        {
            Coverage = report.Coverage with { Rows = Enumerable.Repeat(row, 3000).ToValueList() },
            Orphans = Enumerable.Repeat(row.Piece, 3000).ToValueList(),
            Findings = Enumerable.Repeat(new Finding(FindingKind.OnBlackout, FindingSeverity.Warning, "x", "On a day off"), 3000).ToValueList(),
        };

        var lines = Text(ReportText.Render(many, Monday.House, [], Shipped)).Split('\n');

        Assert.Contains("…and 2800 more.", lines);
        Assert.Contains("- and 2800 more", lines);
        Assert.Contains("- And 2800 more.", lines);
        Assert.Equal(200, lines.Count(l => l == "- On a day off."));
    }

    [Fact]
    public void A_hostile_name_cannot_break_a_subject_or_a_table_of_the_report()
    {
        var house = Monday.House with { Pieces = Monday.House.Pieces.Select(p => p with { Title = "One\r\nBcc: all@example.org | **two**" }).ToValueList() };
        Assert.DoesNotContain('\n', Digest(Monday.Digest("assistant", house)).Subject);

        var rows = Text(ReportText.Render(Report.Of(Monday.Schedule(house)), house, [], Shipped)).Split('\n').Where(l => l.StartsWith("| One", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Contains("One  Bcc: all@example.org \\| \\*\\*two", row, StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_subject_is_shortened_between_words()
    {
        var letter = Monday.Letter(30);
        var subject = Countdown(letter with { Launch = letter.Launch with { Title = string.Join(' ', Enumerable.Repeat("word", 60)) } }).Subject;
        Assert.InRange(subject.Length, 60, 80);
        Assert.EndsWith("word…", subject, StringComparison.Ordinal);
    }

    public static TheoryData<string, int> EveryMark()
    {
        var marks = new TheoryData<string, int>();
        foreach (var template in new[] { "book", "group", "campaign", "event" })
            foreach (var days in new[] { 90, 60, 30, 14, 7, 3, 1, 0 }) marks.Add(template, days);
        return marks;
    }

    [Theory, MemberData(nameof(EveryMark))]
    public void Each_mark_says_its_own_distance_and_one_thing_that_matters_then(string template, int days)
    {
        var letter = Monday.Letter(30);
        letter = letter with { DaysLeft = days, Mark = letter.Mark with { Definition = letter.Mark.Definition with { DaysBefore = days, Template = template } } };
        var mail = Countdown(letter);
        Assert.Contains(days switch { 0 => "is today", 1 => "is tomorrow", _ => $"{days} days to go" }, mail.Subject, StringComparison.Ordinal);
        Assert.Contains(days switch { 0 => "Today", 1 => "1 day to go", _ => $"{days} days to go" }, mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("null", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_subject_of_a_countdown_names_what_it_counts_to() =>
        Assert.Equal("30 days to go: Publication day, The Unhurried Author", Countdown(Monday.Letter(30)).Subject);

    [Fact]
    public void Subject_and_first_line_count_as_late_and_due_what_the_mail_shows_so()
    {
        var house = Desk.Empty with { Pieces = [Desk.Piece("a", new(2026, 8, 4)), Desk.Piece("b", new(2026, 8, 4))] };
        var schedule = house.OnMonday(Desk.Task("a", Monday.Today), Desk.Task("b", Monday.Today.PlusDays(-6), "x"))
            .With(Desk.Step("Send the copies", Monday.Today.PlusDays(2)));
        var mail = Digest(schedule.DigestFor("assistant"));

        Assert.Equal("1 late, 2 due by Sun 29 Nov", mail.Subject);
        Assert.Contains("2 pieces worth using again, 1 late, 2 due by Sun 29 Nov", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Post · LinkedIn (Mon 23 Nov, 30 min)", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Post · x (6 days late, 30 min)", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_has_two_facts_and_is_short_enough_to_be_read_whole()
    {
        var titled = Monday.House with { Launches = Monday.House.Launches.Select(l => l with { Title = string.Concat(Enumerable.Repeat("A circle for everybody who writes ", 6)) }).ToValueList() };
        foreach (var person in new[] { "assistant", "coach", "strategist" })
            Assert.InRange(Digest(Monday.Digest(person, titled)).Subject.Length, 1, 80);
    }

    [Fact]
    public void A_proposal_that_nobody_took_up_has_no_day()
    {
        var house = Desk.Empty with { Pieces = [Desk.Piece("a", new(2026, 8, 4))] };
        var mail = Digest(house.OnMonday(Desk.Task("a", Monday.Today) with { Status = ContentTaskStatus.Proposed }).DigestFor("assistant"));
        Assert.Contains("(any day, 30 min)", mail.Text, StringComparison.Ordinal);
        Assert.Equal("1 piece worth using again", mail.Subject);
    }

    [Fact]
    public void A_mail_template_without_a_subject_says_where_it_belongs()
    {
        var set = TemplateSet.Read(new Dictionary<string, string> { ["digests/weekly.txt"] = "Hello", ["digests/weekly.html"] = "<p>Hello" }).Value!;
        var problem = DigestMail.Render(Monday.Digest("coach"), Locale, set).Problem!;
        Assert.Equal("digests/weekly.txt:1:1: the first line is the mail's subject and begins with 'Subject:'", problem.ToString());
    }

    private static Plan Evil(Plan period, string evil) => period with
    {
        Name = evil,
        Vision = evil,
        Environment = period.Environment.Select(f => f with { Title = evil }).ToValueList(),
        Focus = period.Focus.Select(f => f with { Name = evil, Intentions = f.Intentions.Select(i => i with { Title = evil, Measure = evil }).ToValueList() }).ToValueList(),
        Players = period.Players.Select(p => p with { Name = evil, Responsibility = evil }).ToValueList(),
        OpenRoles = period.OpenRoles.Select(r => r with { How = evil }).ToValueList(),
        Communication = period.Communication.Select(c => c with { Title = evil }).ToValueList(),
        Projects = period.Projects.Select(p => p with { Title = evil, Outcome = evil }).ToValueList(),
        TakeAways = period.TakeAways.Select(t => t with { What = evil, Outcome = evil }).ToValueList(),
        Reviews = period.Reviews.Select(r => r with { Title = evil }).ToValueList(),
    };

    private static Mail Digest(Digest digest, string locale = Locale) => Made(DigestMail.Render(digest, locale, Shipped));

    private static Mail Countdown(CountdownLetter letter, string locale = Locale) => Made(CountdownMail.Render(letter, locale, Shipped, Monday.Draft));

    private static Mail Made(MailRendering rendering) => rendering.Mail ?? throw new InvalidOperationException(rendering.Problem?.ToString());

    private static string Text(Rendering rendering) => rendering.Text ?? throw new InvalidOperationException(rendering.Problem?.ToString());

    private static TemplateSet ReadShipped()
    {
        var folder = Sources.Folder("templates");
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText);
        var reading = TemplateSet.Read(files);
        Assert.Empty(reading.Problems);
        return reading.Value!;
    }
}
