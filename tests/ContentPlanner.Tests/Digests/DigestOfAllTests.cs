using AngleSharp.Html.Parser;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Digests;
using ContentPlanner.Formats.Templates;
using NodaTime;

namespace ContentPlanner.Tests.Digests;

/// <summary>One letter about all clients: a part for each in its own words, and nobody speaks in another's place.</summary>
public class DigestOfAllTests
{
    private const string Profile = "https://plan.example.org/profile/digest";

    private static readonly DateTimeZone Dublin = DateTimeZoneProviders.Tzdb["Europe/Dublin"];

    private static readonly DigestSubscription Mondays = new() { Key = "all", Person = "" };

    private static readonly TemplateSet Shipped = PagesTests.Shipped;

    private static readonly ReadClient House = Client(Monday.Schedule(), "coach");

    [Fact]
    public void The_letter_reads_as_a_person_found_right()
    {
        var mail = Render([House, Harbour(late: true), Named("Third Coast", Desk.Empty.OnMonday()), Named("Fourth Wall", Desk.Empty.OnMonday())]);
        Golden.Matches("Digests/digest-of-all.txt", $"{mail.Subject}\n\n{mail.Text}");
        Golden.Matches("Digests/digest-of-all.html", mail.Html);
    }

    [Fact]
    public void Of_few_clients_each_is_told_as_fully_as_alone_and_of_many_briefly_with_what_is_left_out()
    {
        var steps = Enumerable.Range(1, 9).Select(n => Desk.Step($"step {n}", Desk.Today.PlusDays(-n))).ToArray();
        var busy = Client(Desk.Empty.OnMonday().With(steps), "assistant");
        var (few, many) = (Of([busy, House, House]), Of([busy, House, House, House]));

        Assert.Equal((6, 3), (few.Parts.First(p => p.Client == busy).Digest.Late.Shown.Count, few.Parts.First(p => p.Client == busy).Digest.Late.More));
        Assert.Equal((3, 6), (many.Parts.First(p => p.Client == busy).Digest.Late.Shown.Count, many.Parts.First(p => p.Client == busy).Digest.Late.More));
        Assert.Contains("+6 more late", Render(many).Text, StringComparison.Ordinal);
        Assert.Equal(9, many.Parts.First(p => p.Client == busy).Digest.LateCount);
    }

    [Fact]
    public void Picks_that_find_no_place_in_a_brief_part_are_still_among_what_is_due()
    {
        var tasks = Enumerable.Range(1, 6).Select(n => Desk.Task($"piece-{n}", Desk.Today.PlusDays(n % 3), channel: $"channel-{n}")).ToArray();
        var pieces = Enumerable.Range(1, 6).Select(n => Desk.Piece($"piece-{n}", Desk.Today.PlusDays(-3))).ToArray();
        var busy = Client((Desk.Empty with { Pieces = [.. pieces] }).OnMonday(tasks), "assistant");
        var digest = Of([busy, House, House, House]).Parts.First(p => p.Client == busy).Digest;

        Assert.Equal(3, digest.Picks.Count);
        Assert.Equal(6, digest.DueCount);
    }

    [Fact]
    public void Clients_stand_by_name_and_those_with_nothing_to_say_take_one_line()
    {
        var letter = Of([Named("Zebra", Desk.Empty.OnMonday()), Harbour(late: true), Named("Ant", Desk.Empty.OnMonday()), House]);

        Assert.Equal(["Quiet Harbour", "Steady Ground Coaching"], letter.Parts.Select(p => p.Digest.Workspace));
        Assert.Contains("All quiet at Ant and Zebra.", Render(letter).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("=== ZEBRA", Render(letter).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void With_nothing_to_say_of_anybody_it_is_a_short_all_clear()
    {
        var mail = Render([Named("Ant", Desk.Empty.OnMonday()), Named("Zebra", Desk.Empty.OnMonday())]);

        Assert.StartsWith("All clients, all clear: the week of", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("Ada: all clear at all 2 clients.", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_client_speaks_in_its_own_words_and_the_readers_days()
    {
        var own = Shipped.With(new Dictionary<string, string> { ["digests/client.txt"] = "Ahoy from {{ workspace.name }}, {{ from | date 'weekday' }}!", ["digests/client.html"] = "<p>Ahoy from {{ workspace.name }}</p>" }).Value!;
        var mail = Made(Letter(Of([House, Harbour(late: true)]), part => part.Client == House ? Voice(Shipped) : new("de-DE", own, MailLinks.None, null)));

        Assert.Equal("Ahoy from Quiet Harbour, Montag, 23. November!", mail.Text.Split("\n").First(l => l.StartsWith("Ahoy", StringComparison.Ordinal)));
        Assert.Contains("<p>Ahoy from Quiet Harbour</p>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("=== STEADY GROUND COACHING ===", mail.Text, StringComparison.Ordinal);
    }

    /// <summary>A quotation mark that nobody closes would carry everything up to the next one to another place.</summary>
    [Theory]
    [InlineData("<img src=\"https://elsewhere.example/?")]
    [InlineData("<a href='https://elsewhere.example/?")]
    [InlineData("<!-- ")]
    [InlineData("<style>.h2 { display: none }</style>")]
    [InlineData("<form action=https://elsewhere.example><textarea>")]
    [InlineData("<plaintext>")]
    [InlineData("</td></tr></table></body></html><div style=\"display:none\">")]
    public void What_one_client_leaves_open_takes_nothing_of_the_next_one_along(string open)
    {
        var own = Shipped.With(new Dictionary<string, string> { ["digests/client.html"] = $"<p>Mine</p>{open}" }).Value!;
        var mail = Made(Letter(Of([Harbour(late: true), House]), part => Voice(part.Client == House ? Shipped : own)));

        var page = new HtmlParser().ParseDocument(mail.Html);
        var next = page.QuerySelectorAll("h2").Single(h => h.TextContent.Trim() == "Steady Ground Coaching");
        Assert.Null(next.Closest("[style*='display:none'], [style*='display: none']"));
        Assert.DoesNotContain("display: none", string.Concat(page.QuerySelectorAll("style").Select(s => s.TextContent)), StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("[src], [href]"), e => Assert.DoesNotContain('<', e.GetAttribute("src") + e.GetAttribute("href")));
        Assert.Empty(page.QuerySelectorAll("form, textarea, plaintext"));
    }

    [Fact]
    public void For_a_client_whose_words_have_a_mistake_the_installations_speak_and_the_mistake_is_told()
    {
        var own = Shipped.With(new Dictionary<string, string> { ["digests/client.txt"] = "{{ nobody.knows }}" }).Value!;
        var told = new List<string>();
        var mail = Made(Letter(Of([Harbour(late: true), House]), part => Voice(part.Client == House ? Shipped : own), (client, problem) => told.Add($"{client}: {problem.File}")));

        Assert.Contains("=== QUIET HARBOUR ===", mail.Text, StringComparison.Ordinal);
        Assert.Equal(["Quiet Harbour: templates/digests/client.txt"], told);
    }

    /// <summary>Each part is as long as a template may make it; together they may be longer.</summary>
    [Fact]
    public void Forty_clients_fit_into_one_letter()
    {
        var mail = Render([.. Enumerable.Repeat(House, 40)]);

        Assert.Equal(40, mail.Text.Split("=== STEADY GROUND COACHING ===").Length - 1);
    }

    [Fact]
    public void Somebody_who_is_nobody_in_a_plan_reads_of_launches_and_the_week_and_of_the_rest_only_if_they_keep_it()
    {
        var schedule = Monday.Schedule(Monday.House with { Notes = [.. Monday.House.Notes, new() { Key = "secret", Title = "The coach is away", From = Desk.Today, To = Desk.Today, Private = true }] });
        var (viewer, keeper) = (Part(keepsPlan: false), Part(keepsPlan: true));

        Assert.Equal((true, false, true), (viewer.Launches.Count > 0, viewer.Gaps.Count > 0, viewer.Calendar.Count > 0));
        Assert.Equal((true, true, true), (keeper.Launches.Count > 0, keeper.Gaps.Count > 0, keeper.Calendar.Count > 0));
        Assert.DoesNotContain(viewer.Calendar.Shown.SelectMany(d => d.Lines), l => l.Title == "The coach is away");

        Digest Part(bool keepsPlan) => Of([new ReadClient(schedule, TimelineOf(schedule), Reader.Outside("Ada", Desk.Now, Dublin, keepsPlan))]).Parts.Single().Digest;
    }

    private static ReadClient Harbour(bool late) => Named("Quiet Harbour", late ? Desk.Empty.OnMonday().With(Desk.Step("Ask the printer", Desk.Today.PlusDays(-2))) : Desk.Empty.OnMonday());

    private static ReadClient Named(string name, Schedule schedule) => Client(schedule with { Workspace = schedule.Workspace with { Name = name } }, "assistant");

    private static ReadClient Client(Schedule schedule, string person) => new(schedule, TimelineOf(schedule), Reader.Of(schedule.Workspace, person, Desk.Now, Dublin)!);

    private static Timeline TimelineOf(Schedule schedule) => Timeline.Of(schedule, new(Desk.Today.PlusDays(-7), Desk.Today.PlusDays(28)));

    private static DigestOfAll Of(IReadOnlyCollection<ReadClient> clients) => DigestOfAll.Of("Ada", Dublin, Mondays, clients, Desk.Now);

    private static ClientVoice Voice(TemplateSet templates) => new("en-IE", templates, Links, "https://plan.example.org/w/a-client");

    private static readonly MailLinks Links = new(null, task => new($"https://plan.example.org/d/{task.Source}?do=done", $"https://plan.example.org/d/{task.Source}?do=snooze", $"https://plan.example.org/d/{task.Source}?do=skip"), _ => new("https://plan.example.org/d/step?do=done", null, null));

    private static MailRendering Letter(DigestOfAll digest, Func<ClientPart, ClientVoice> voiceOf, Action<string, Core.Problem>? mistaken = null) =>
        ClientsMail.Render(digest, voiceOf, "en-IE", Shipped, Profile, "https://plan.example.org/unsubscribe/once", mistaken);

    private static Mail Render(IReadOnlyCollection<ReadClient> clients) => Render(Of(clients));

    private static Mail Render(DigestOfAll digest) => Made(Letter(digest, _ => Voice(Shipped)));

    private static Mail Made(MailRendering rendering)
    {
        Assert.True(rendering.Mail is not null, rendering.Problem?.ToString());
        return rendering.Mail;
    }
}
