using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Formats;

namespace ContentPlanner.Tests.Recipes;

public class LibraryFilesTests
{
    private static readonly Dictionary<string, string> Files = new()
    {
        ["channels.yaml"] = """
            channels:
              - {key: x, name: X, network: x, limit: 280, counter: x-weighted, links: last, hashtags: 2, role: assistant, refresh: 180d, campaign: {source: x, medium: social}}
              - {key: newsletter, name: Newsletter}
            """,
        ["blueprints/event@1.yaml"] = """
            blueprint: event
            version: 1
            title: Event
            kind: Event
            main-anchor: day
            anchors: {day: {title: The day}}
            countdown:
              anchor: day
              marks:
                - {days: 7, template: event, posts: [{channel: x, template: post.md}]}
            """,
        ["recipes/blog-post@1.yaml"] = """
            recipe: blog-post
            version: 1
            title: Blog post
            format: blog-post
            steps:
              - {key: letter, channel: newsletter, title: Letter, offset: publish + 1d, instruction: Say why, template: post.md}
              - {key: series, channel: x, title: Parts, offset: day - 2w, roll: previous, role: author, effort: 45m, instruction: One each, template: post.md, evergreen: true, series: {at-most: 5, every: 2d}}
            """,
        ["tasks/post.md"] = "{{ title }}",
        ["countdowns/event.txt"] = "soon",
        ["countdowns/event.html"] = "<p>soon",
        ["plans/any.yaml"] = "not: read here",
    };

    [Fact]
    public void The_library_that_comes_with_the_program_is_sound() => Assert.Empty(Shipped.LibraryProblems);

    [Fact]
    public void A_folder_becomes_a_library()
    {
        var reading = LibraryFiles.Read(Files);
        Assert.Empty(reading.Problems);
        var library = reading.Value!;
        Assert.Equal(new Channel { Key = "x", Name = "X", Network = "x", Limit = 280, Counter = Counter.XWeighted, Links = LinkHabit.Last, Hashtags = 2, Role = "assistant", RefreshAfterDays = 180, Campaign = new("x", "social") }, library.Channel("x"));
        Assert.NotNull(library.Blueprint("event", 1));
        var step = library.Recipe("blog-post")!.Steps[1];
        Assert.Equal((new OffsetRule("day", new(-2, OffsetUnit.Weeks)), new SeriesRule(5, 2), true, 45), (step.Offset, step.Series, step.Evergreen, step.EffortMinutes));
    }

    [Theory]
    [InlineData("recipes/blog-post@1.yaml", "channel: newsletter", "channel: newletter", "newletter", "there is no channel 'newletter'; did you mean 'newsletter'?")]
    [InlineData("recipes/blog-post@1.yaml", "offset: day - 2w", "offset: dya - 2w", "dya - 2w", "there is no anchor 'dya' in any blueprint; did you mean 'day'?")]
    [InlineData("recipes/blog-post@1.yaml", "Say why, template: post.md", "Say why, template: pots.md", "pots.md", "there is no file tasks/pots.md; did you mean 'post.md'?")]
    [InlineData("recipes/blog-post@1.yaml", "version: 1", "version: 2", "2", "the file's name and its content differ: it should be called blog-post@2.yaml")]
    [InlineData("recipes/blog-post@1.yaml", "key: series", "key: letter", "letter, channel: x", "the step 'letter' stands here a second time: give each its own key")]
    [InlineData("blueprints/event@1.yaml", "channel: x", "channel: y", "y, template", "there is no channel 'y'; did you mean 'x'?")]
    [InlineData("blueprints/event@1.yaml", "post.md", "../secret.md", "../secret.md", "there is no file tasks/../secret.md; known: post.md")]
    [InlineData("channels.yaml", "counter: x-weighted", "counter: x-wieghted", "x-wieghted", "'x-wieghted' is not graphemes, characters or x-weighted; did you mean 'x-weighted'?")]
    [InlineData("channels.yaml", "key: newsletter,", "key: x,", "x, name: Newsletter", "the channel 'x' stands here a second time, the first is in line 2: give each its own key")]
    public void A_mistake_is_named_with_its_place(string file, string right, string wrong, string at, string message)
    {
        var (text, problem) = Spoilt.Text($"templates/{file}", Files[file], right, wrong, at, message);
        var reading = LibraryFiles.Read(new Dictionary<string, string>(Files) { [file] = text });
        Assert.Null(reading.Value);
        Assert.Contains(problem, reading.Problems);
    }

    [Fact]
    public void A_role_that_looks_mistyped_is_a_doubt()
    {
        static string Step(string key, string role) => $"  - {{key: {key}, channel: newsletter, title: Letter, offset: publish, role: {role}, instruction: Say why, template: post.md}}\n";
        FileReading<Library> With(string role) => LibraryFiles.Read(new Dictionary<string, string>(Files)
        {
            ["recipes/talk@1.yaml"] = "recipe: talk\nversion: 1\ntitle: Talk\nformat: talk\nsteps:\n" + Step("a", "assistant") + Step("b", "assistant") + Step("c", role),
        });

        var reading = With("asistant");

        Assert.NotNull(reading.Value);
        Assert.Equal("templates/recipes/talk@1.yaml:8:73: warning: no other step asks for the role 'asistant'; did you mean 'assistant'?", Assert.Single(reading.Problems).ToString());
        Assert.Empty(With("photographer").Problems);
    }

    [Fact]
    public void A_missing_file_is_told()
    {
        var files = Files.Where(f => f.Key is not ("channels.yaml" or "countdowns/event.html")).ToDictionary();
        Assert.Equal(
            ["templates/channels.yaml: this file is missing: it says where content goes", "templates/blueprints/event@1.yaml:10:27: there is no file countdowns/event.html"],
            LibraryFiles.Read(files).Problems.Select(p => p.ToString()));
    }

    [Fact]
    public void A_file_with_the_wrong_ending_is_told() =>
        Assert.Contains(LibraryFiles.Read(new Dictionary<string, string>(Files) { ["recipes/talk@1.yml"] = "" }).Problems, p => p == new Problem("templates/recipes/talk@1.yml", 0, 0, "this file is not read: its name must end in .yaml"));
}
