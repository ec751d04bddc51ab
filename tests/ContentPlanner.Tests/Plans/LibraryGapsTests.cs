using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Tests.Items;

namespace ContentPlanner.Tests.Plans;

public class LibraryGapsTests
{
    [Fact]
    public void What_a_plan_counts_on_and_the_library_lacks_is_said_with_what_needs_it()
    {
        var plan = OneOfEach.Workspace with { Templates = [] };
        Assert.Equal(
            ["the plan needs the channel 'blog': it is in use, “Tuesday post” is published there, “Five steps”", "the plan needs the blueprint book@2: “The Book”", "the plan needs the recipe 'webinar': the sessions of “The Book”"],
            LibraryGaps.Of(plan, new()));
        var library = new Library { Channels = [new() { Key = "blog", Name = "Blog" }], Recipes = [new() { Key = "webinar", Version = 3, Title = "Webinar", Format = "webinar" }] };
        Assert.Equal(["the plan needs the blueprint book@2: “The Book”"], LibraryGaps.Of(plan, library));
    }

    [Fact]
    public void Own_words_come_and_go_and_a_draft_is_none_of_them()
    {
        var plan = OneOfEach.Workspace with { Templates = [] };
        var draft = plan.KeepDraft("tasks/a.md", "x");
        Assert.Equal((null, "x"), (draft.Template("tasks/a.md")!.Text, draft.Template("tasks/a.md")!.Draft));
        Assert.Equal(plan, draft.DropDraft("tasks/a.md"));
        var own = draft.Write("tasks/a.md", "y");
        Assert.Equal(("y", null), (own.Template("tasks/a.md")!.Text, own.Template("tasks/a.md")!.Draft));
        Assert.Same(own, own.Write("tasks/a.md", "y"));
        Assert.Equal(plan, own.Reset("tasks/a.md"));
    }
}
