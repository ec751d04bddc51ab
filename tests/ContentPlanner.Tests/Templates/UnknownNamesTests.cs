using System.Text.RegularExpressions;
using ContentPlanner.Formats.Output;
using ContentPlanner.Formats.Templates;
using NodaTime;
using Ready = ContentPlanner.Tests.Drafts.Shipped;

namespace ContentPlanner.Tests.Templates;

/// <summary>Names that nothing has are all found by looking at what is written, and nothing else is.</summary>
public partial class UnknownNamesTests
{
    [Fact]
    public void The_templates_that_come_with_the_program_name_nothing_unknown() =>
        Assert.Empty(Ready.Templates.UnknownNames(RehearsedNames.Known));

    [Fact]
    public void Whole_templates_of_the_guide_name_nothing_unknown()
    {
        var blocks = Blocks().Matches(File.ReadAllText(Sources.Folder("docs/templates.md"))).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(2, blocks.Count);
        foreach (var block in blocks) Assert.Equal([], Unknown(("tasks/mine.md", block)));
    }

    [Fact]
    public void Every_unknown_name_is_found_with_its_place_and_what_may_have_been_meant() => Assert.Equal(
        [
            "templates/tasks/mine.md:1:4: 'hok' is not known here; did you mean 'hook'?",
            "templates/tasks/mine.md:2:10: 'titel' is not known here; did you mean 'title'?",
            "templates/tasks/mine.md:3:29: 'wholly' is not known here; did you mean 'whole'?",
            "templates/tasks/mine.md:3:49: 'shortn' is not known here; did you mean 'shorten'?",
            "templates/tasks/mine.md:4:11: 'upcas' is not known here; did you mean 'upcase'?",
            "templates/tasks/mine.md:5:4: there is no template 'countdown-openin' to include; did you mean 'countdown-opening'?",
            "templates/tasks/mine.md:6:4: 'zzz' is not known here",
        ],
        Unknown(("tasks/mine.md", """
            {{ hok }}
            {{ piece.titel }}
            {{ for p in steps.points; p.wholly; end; hook | shortn 10 }}
            {{ string.upcas hook }}
            {{ include "countdown-openin" }}
            {{ zzz }}
            """),
            ("tasks/_countdown-opening.md", "soon")));

    [Theory]
    [InlineData("{{ mine = 1 }}{{ mine }}")]
    [InlineData("{{ capture mine }}x{{ end }}{{ mine }}")]
    [InlineData("{{ func greet(who); ret who + $0; end }}{{ greet hook }}")]
    [InlineData("{{ for s in sections }}{{ s.heading }}{{ for.index }}{{ for p in s.list.points }}{{ p.whole }}{{ end }}{{ end }}")]
    [InlineData("{{ s = points.quotes | pick 1 }}{{ s.anything }}{{ s[0].anything }}")]
    [InlineData("{{ for s in sections; s = piece; s.title; end }}")]
    [InlineData("{{ with piece }}{{ title }}{{ end }}")]
    [InlineData("{{ x = {title: hook} }}{{ x.title }}{{ x.other = 2 }}")]
    [InlineData("{{ points.quotes.size }}{{ sections[0].heading }}{{ (steps).points.size }}{{ hook.size }}")]
    [InlineData("{{ sections | array.map 'heading' | array.join ', ' }}{{ empty }}")]
    [InlineData("{{ for line in steps.lines limit: 7 offset: 1 }}{{ line }}{{ end }}")]
    [InlineData("{{ include 'words' }}{{ plural 2 'day' 'days' }}")]
    [InlineData("{{ name = 'words' }}{{ include name }}{{ plural 2 'day' 'days' }}")]
    [InlineData("{{ session ? session.number : part?.number }}")]
    [InlineData("{{ tablerow s in sections }}{{ s.heading }}{{ end }}{{ i = 0; while i < 2; i = i + 1; while.index; end }}")]
    public void What_the_template_gives_itself_is_known(string template) =>
        Assert.Equal([], Unknown(("tasks/mine.md", template), ("layout/words.txt", "{{ func plural(n, one, many); ret n == 1 ? one : many; end }}")));

    [Theory]
    [InlineData("countdowns/mine.txt", "{{ launch.titel }}{{ for post in posts; post.chanel; end }}", "titel", "chanel")]
    [InlineData("digests/mine.html", "{{ for pick in picks; for reason in pick.reasons; reason.knd; end; end; person.nam }}", "knd", "nam")]
    [InlineData("reviews/mine.html", "{{ for item in late.items; item.titel; end; for i in intentions; i.targt; end }}", "titel", "targt")]
    [InlineData("plan/mine.html", "{{ for f in focus; for i in f.intentions; i.ownr; end; end; plan.visoin }}", "ownr", "visoin")]
    [InlineData("digests/notice.txt", "{{ for p in paragraphs; p; end; title; picks }}", "picks")]
    [InlineData("digests/overdue.txt", "{{ for item in late.items; item.titel; item.links.dun; end }}", "titel", "dun")]
    [InlineData("digests/clients.txt", "{{ for client in clients; client.nam; client.text; end; for one in quiet; one.nme; end; profile; picks }}", "nam", "nme", "picks")]
    [InlineData("digests/client.html", "{{ address; for pick in picks; pick.wht; end; quiet }}", "wht", "quiet")]
    [InlineData("report/mine.md", "{{ for d in long_drafts; d.limt; end; for row in coverage; for c in row.cells; c.stat; end; end }}", "limt", "stat")]
    public void Each_folder_is_handed_names_of_its_own(string path, string template, params string[] unknown) =>
        Assert.Equal(unknown, Unknown((path, template)).Select(p => Quoted().Match(p).Groups[1].Value));

    [Fact]
    public void What_is_included_is_looked_at_with_what_includes_it()
    {
        Assert.Equal(
            ["templates/layout/foot.txt:1:10: 'zzz' is not known here"],
            Unknown(("tasks/mine.md", "{{ mine = 1 }}{{ include 'foot' }}"), ("layout/foot.txt", "{{ mine; zzz }}")));
        Assert.Equal(
            ["templates/layout/foot.de.txt:1:4: 'zzz' is not known here"],
            Unknown(("tasks/mine.md", "{{ include 'foot' }}"), ("layout/foot.txt", "foot"), ("layout/foot.de.txt", "{{ zzz }}")));
    }

    [Fact]
    public void A_function_that_is_offered_to_all_may_name_what_only_some_know()
    {
        const string Weekly = "{{ include 'words' }}{{ first }}", Overdue = "{{ include 'words' }}{{ person.name }}";
        Assert.Equal([], Unknown(("digests/weekly.txt", Weekly), ("digests/overdue.txt", Overdue), ("layout/words.txt", "{{ func first(); ret picks.size; end }}")));
        Assert.Equal(
            ["templates/layout/words.txt:1:22: 'zzz' is not known here"],
            Unknown(("digests/weekly.txt", Weekly), ("digests/overdue.txt", Overdue), ("layout/words.txt", "{{ func first(); ret zzz; end }}")));
    }

    [Fact]
    public void In_a_template_that_cannot_be_read_slips_are_found_and_nothing_is_guessed() =>
        Assert.Equal(
            ["templates/tasks/mine.md:1:4: 'hok' is not known here; did you mean 'hook'?"],
            Unknown(("tasks/mine.md", "{{ hok }}{{ zzz }}{{ if part }}")));

    [Fact]
    public void The_rehearsed_plan_knows_what_a_real_one_shows()
    {
        var real = new TemplateNames();
        PlanOutput.Of(Ready.StarterPlan, Ready.Library, Ready.Templates.HeardBy(real), Instant.FromUtc(2026, 11, 23, 9, 0));
        foreach (var folder in new[] { "tasks/", "digests/", "countdowns/", "reviews/", "plan/", "report/" })
            Assert.Equal([], Missing(folder, real.For(folder)!, RehearsedNames.Known.For(folder)));
    }

    private static IEnumerable<string> Missing(string at, KnownValue real, KnownValue? rehearsed)
    {
        if (real.Items is { } items) return rehearsed?.Items is { } known ? Missing($"{at}[]", items, known) : [$"{at}[]"];
        if (real.Members is not { } members) return [];
        return rehearsed?.Members is { } own ? members.SelectMany(m => Missing($"{at}.{m.Key}", m.Value, own.GetValueOrDefault(m.Key))) : [at];
    }

    private static IEnumerable<string> Unknown(params (string Path, string Text)[] templates) =>
        TemplateSet.Read(templates.ToDictionary(t => t.Path, t => t.Text)).Value!.UnknownNames(RehearsedNames.Known).Select(p => p.ToString());

    [GeneratedRegex(@"^```\n(.+?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("'([a-z_]+)' is not known here")]
    private static partial Regex Quoted();
}
