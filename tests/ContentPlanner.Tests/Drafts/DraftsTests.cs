using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Texts;
using ContentPlanner.Formats.Drafts;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Tests.Drafts;

public class DraftsTests
{
    private const string Body =
        """
        # On waiting rooms

        A waiting room tells you what a practice thinks of time. Ours has a window, two chairs and no television.

        The window was the most expensive thing in the building. Nobody has asked for the price since, and everybody sits beside it.

        What does your waiting room say before you do?

        [Book a first visit](https://practice.example/visit?from=blog#times), and bring a book.
        """;

    [Fact]
    public void A_draft_is_what_its_template_makes_of_the_source()
    {
        var draft = Draft("{{ hook }}\n\n{{ question }}\n\n{{ address }}\n\n{{ tags }}");

        Assert.Equal(
            """
            A waiting room tells you what a practice thinks of time.

            What does your waiting room say before you do?

            https://practice.example/waiting?utm_source=linkedin&utm_medium=social&utm_campaign=waiting

            #calm #slowCare

            """.ReplaceLineEndings("\n"), draft.Text);
        Assert.Null(draft.Remark);
    }

    [Fact]
    public void Of_an_edited_draft_one_sees_what_the_source_would_make_of_it_today()
    {
        var difference = Changes("{{ hook }}\n\n{{ question }}", new() { Key = TaskKeyText, Draft = "A waiting room tells you everything.\n\nWhat does your waiting room say before you do?" });

        Assert.Equal(
            ["A waiting room tells you everything.", "A waiting room tells you what a practice thinks of time."],
            difference!.Lines.Where(l => l.Kind != DifferenceKind.Same).Select(l => l.Text));
        Assert.Null(Changes("{{ hook }}", null));
    }

    [Fact]
    public void An_edited_draft_stays_as_a_person_left_it()
    {
        var draft = Draft("{{ hook }}", decision: new() { Key = TaskKeyText, Draft = "My own  words." });

        Assert.Equal("My own  words.", draft.Text);
        Assert.True(draft.IsEdited);
    }

    [Fact]
    public void A_draft_over_its_limit_says_so_and_is_not_cut()
    {
        var draft = Draft("{{ points.lead }}", c => c with { Limit = 100 });

        Assert.Equal(105, Assert.Single(draft.Parts).Length);
        Assert.True(draft.IsTooLong);
        Assert.Equal("It is 105 characters long; the channel takes 100", draft.Remark);
        Assert.EndsWith("no television.\n", draft.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_that_are_posted_one_by_one_are_measured_one_by_one()
    {
        var draft = Draft("{{ hook }}\n---\n{{ question }}\n---\n{{ none = null }}", c => c with { Limit = 60 });

        Assert.Equal([56, 46], draft.Parts.Select(p => p.Length));
        Assert.False(draft.IsTooLong);
    }

    [Fact]
    public void A_thread_fits_the_channel_and_is_numbered()
    {
        var draft = Draft("{{ capture all }}{{ hook }}\n---\n{{ points.paragraphs[1] }}{{ end }}{{ all | posts }}", c => c with { Limit = 90 });

        Assert.False(draft.IsTooLong);
        Assert.Equal(3, draft.Parts.Count);
        Assert.EndsWith("1/3", draft.Parts[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_in_a_template_is_named_with_its_place_and_leaves_no_draft()
    {
        var draft = Draft("{{ hook }}\n{{ hok }}");

        Assert.Equal("", draft.Text);
        Assert.Equal(("templates/tasks/test.md", 2), (draft.Problem!.File, draft.Problem.Line));
        Assert.Contains("hok", draft.Problem.Message, StringComparison.Ordinal);
        Assert.NotNull(draft.Remark);
    }

    [Theory]
    [InlineData(LinkHabit.Last, "in the text: https://practice.example/waiting?utm_source=linkedin&utm_medium=social&utm_campaign=waiting")]
    [InlineData(LinkHabit.FirstComment, "in a comment: https://practice.example/waiting?utm_source=linkedin&utm_medium=social&utm_campaign=waiting")]
    [InlineData(LinkHabit.InBio, "in the profile")]
    [InlineData(LinkHabit.None, "nowhere")]
    public void The_channel_says_where_a_link_stands(LinkHabit habit, string expected)
    {
        var draft = Draft(
            "{{ if address }}in the text: {{ address }}{{ else if comment_address }}in a comment: {{ comment_address }}{{ else if bio_address }}in the profile{{ else }}nowhere{{ end }}",
            c => c with { Links = habit });

        Assert.Equal(expected, draft.Text.TrimEnd());
    }

    [Fact]
    public void What_the_reader_is_asked_to_do_keeps_its_address()
    {
        Assert.Equal(
            "[Book a first visit](https://practice.example/visit?from=blog&utm_source=linkedin&utm_medium=social&utm_campaign=waiting#times), and bring a book.",
            Draft("{{ call.markdown }}").Text.TrimEnd());
    }

    [Fact]
    public void Nothing_is_picked_that_stands_in_the_draft_already()
    {
        var draft = Draft("{{ points.lead }}\n{{ for s in points.key_sentences | pick 9 }}\n{{ s }}\n{{ end }}");

        Assert.Equal(1, Occurrences(draft.Text, "two chairs and no television"));
        Assert.Contains("The window was", draft.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_the_author_set_apart_are_the_ones_quoted_and_only_what_somebody_says_has_marks()
    {
        var draft = Draft(
            "{{ for q in points.quotes | pick 9 }}\n{{ q }}\n{{ end }}",
            body: Body + "\n\n> A chair is an answer.\n\n> Nobody waits in a garden.\n\n> Quiet is cheap. — the gardener\n\n> “Sit down.”\n");

        Assert.Equal("A chair is an answer.\n\nNobody waits in a garden.\n\n“Quiet is cheap.” — the gardener\n\n“Sit down.”\n", draft.Text);
    }

    [Fact]
    public void A_slide_has_whole_sentences_or_none()
    {
        Assert.Equal("The window was the most expensive thing in the building.\n", Draft("{{ points.further | first_sentences 80 }}").Text);
        Assert.Equal("", Draft("{{ points.further | first_sentences 20 }}").Text);
    }

    [Fact]
    public void A_greeting_is_for_those_who_were_there()
    {
        const string body = "Good evening. A garden that needs you every day is badly designed.\n\nGood evenings begin at noon. Mine do.";

        Assert.Equal(
            "A garden that needs you every day is badly designed.\nA garden that needs you every day is badly designed.\nGood evenings begin at noon. Mine do.\n",
            Draft("{{ hook }}\n{{ points.lead }}\n{{ points.further | array.join ' ' }}", body: body).Text);
    }

    [Fact]
    public void A_slide_is_brief_or_left_to_its_title()
    {
        Assert.Equal("A waiting room tells you what a practice thinks of time.\n", Draft("{{ points.lead | brief 13 }}").Text);
        Assert.Equal("none\n", Draft("{{ (points.lead | brief 3) ?? 'none' }}").Text);
    }

    [Fact]
    public void A_point_has_whole_sentences_or_none()
    {
        Assert.Equal("A waiting room tells you what a practice thinks of time.\n", Draft("{{ points.lead | short_sentences 13 }}").Text);
        Assert.Equal("none\n", Draft("{{ (points.lead | short_sentences 9) ?? 'none' }}").Text);
    }

    [Fact]
    public void Lines_that_need_their_page_are_left_out_of_a_collection()
    {
        Assert.Equal(
            "A waiting room tells you what a practice thinks of time.\n",
            Draft("{{ for s in ([hook, 'The window was dear.', 'I missed 3 of the 12 chairs.', 'The first of these pages took a year.', 'Nobody had.'] | alone) }}{{ s }}\n{{ end }}").Text);
    }

    [Fact]
    public void A_list_comes_with_the_paragraph_its_announcement_may_need()
    {
        const string body =
            """
            A chair tells you who is welcome. Nobody notices why.

            My aunt kept a bench in the hall for those who came too early.

            If you would like one, these are the rules:

            - **Keep it plain.** Nobody sits on an ornament.
            - **Keep it dry.** Nobody sits on a puddle either.
            - **Keep it free.** A coat is no guest of yours.
            """;

        Assert.Equal("My aunt kept a bench in the hall for those who came too early.\n", Draft("{{ steps.before }}", body: body).Text);
        Assert.Equal("none\n", Draft("{{ steps.before ?? 'none' }}", body: body.Replace("My aunt", "## The hall\n\nMy aunt", StringComparison.Ordinal).Replace("If you", "## Rules\n\nIf you", StringComparison.Ordinal)).Text);
    }

    [Fact]
    public void A_section_knows_its_question_its_figures_and_whether_its_list_carries_the_piece()
    {
        const string body =
            """
            # On chairs

            A chair is an answer to a question nobody asked aloud.

            ## Counting

            We have 14 chairs and use 9 of them. Why so many? Because somebody gave us five.

            Which chair would you give away?

            ## Choosing

            1. **Sit on it for an hour.** A chair that is kind for a minute proves nothing.
            2. **Lift it with one hand.** You will move it more often than you think.
            3. **Ask who it is for.** A chair for everybody suits nobody.

            What does your chair say about you?
            """;

        Assert.Equal(
            "Counting: false, 1, Which chair would you give away?\nChoosing: true, 0,\n",
            Draft("{{ for section in sections }}{{ section.heading }}: {{ section.carries }}, {{ section.numbers.size }}, {{ section.question }}\n{{ end }}", body: body).Text);
    }

    [Fact]
    public void The_letter_of_a_workspace_is_known_where_it_says_its_address()
    {
        Assert.Equal("none\n", Draft("{{ workspace.letter ? workspace.letter.url : 'none' }}").Text);
    }

    [Fact]
    public void A_question_is_asked_once()
    {
        Assert.Equal(1, Occurrences(Draft("{{ question }}\n\n{{ question | once }}").Text, "What does your waiting room"));
    }

    [Fact]
    public void An_evergreen_outing_opens_with_its_variant()
    {
        var draft = Draft("{{ hook }} {{ after_hook }}", change: t => t with { Variant = "Twelve years on, the chair by the window is worn." });

        Assert.StartsWith("Twelve years on, the chair by the window is worn. A waiting room tells you", draft.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_evergreen_outing_without_a_variant_does_not_open_as_the_first_did()
    {
        var first = Draft("{{ hook }}");
        var outing = Draft("{{ hook }}", change: t => t with { Key = t.Key with { Cycle = TaskKey.EvergreenCycle(1) } });

        Assert.NotEqual(first.Text, outing.Text);
    }

    [Fact]
    public void What_the_source_lacks_leaves_no_hole()
    {
        var draft = Draft("{{ hook }}\n\n{{ steps.intro }}\n\n{{ for l in steps.lines }}\n- {{ l }}\n{{ end }}\n\n\n  {{ fresh.hook }}  \n\n---\n\n{{ part }}\n{{ if launch && (days_until launch.day) > 0 }}soon{{ end }}");

        Assert.Equal("A waiting room tells you what a practice thinks of time.\n", draft.Text);
    }

    [Fact]
    public void A_piece_without_a_text_says_what_it_waits_for()
    {
        var draft = Draft("{{ hook }}", body: "");

        Assert.Equal("On waiting rooms\n", draft.Text);
        Assert.Equal("The source has no text yet; the draft will be made from it", draft.Remark);
    }

    [Fact]
    public void A_wording_for_the_readers_language_wins()
    {
        var templates = new Dictionary<string, string> { ["tasks/test.md"] = "The whole {{ piece.noun }}", ["tasks/test.de.md"] = "Der ganze Text" };

        Assert.Equal("Der ganze Text\n", Draft(templates, locale: "de-AT").Text);
        Assert.Equal("The whole article\n", Draft(templates, locale: "en-IE").Text);
    }

    [Fact]
    public void The_fingerprint_is_that_of_the_source()
    {
        Assert.Equal(Draft("{{ hook }}").Fingerprint, Draft("{{ question }}").Fingerprint);
        Assert.NotEqual(Draft("{{ hook }}").Fingerprint, Draft("{{ hook }}", body: Body + "\n\nOne more thought.").Fingerprint);
    }

    private const string TaskKeyText = "waiting/post/linkedin/1";

    private static Draft Draft(
        string template, Func<Channel, Channel>? channel = null, string body = Body, TaskDecision? decision = null, Func<ContentTask, ContentTask>? change = null) =>
        Draft(new Dictionary<string, string> { ["tasks/test.md"] = template }, channel, body, decision, change);

    private static Draft Draft(
        Dictionary<string, string> templates, Func<Channel, Channel>? channel = null, string body = Body, TaskDecision? decision = null,
        Func<ContentTask, ContentTask>? change = null, string locale = "en-IE")
    {
        var (writer, task) = Writer(templates, channel, body, decision, locale);
        return writer.Of(change is null ? task : change(task));
    }

    private static TextDifference? Changes(string template, TaskDecision? decision) =>
        Writer(new() { ["tasks/test.md"] = template }, null, Body, decision, "en-IE") is var (writer, task) ? writer.ChangesSinceEdited(task) : null;

    private static (Formats.Drafts.Drafts Writer, ContentTask Task) Writer(
        Dictionary<string, string> templates, Func<Channel, Channel>? channel, string body, TaskDecision? decision, string locale)
    {
        var linkedin = Shipped.Library.Channel("linkedin")!;
        var library = new Library
        {
            Channels = [channel is null ? linkedin : channel(linkedin)],
            Recipes =
            [
                new()
                {
                    Key = "blog-post", Version = 1, Title = "Post", Format = "blog-post",
                    Steps = [new() { Key = "post", Channel = "linkedin", Title = "Post", Offset = new("publish", new(1, Core.Launches.OffsetUnit.Days)), Instruction = "", Template = "test.md" }],
                },
            ],
        };
        var workspace = new Workspace
        {
            Key = "practice",
            Name = "The practice",
            Zone = Sample.Dublin,
            Locale = locale,
            Pillars = [new() { Key = "calm", Name = "Calm", Hashtags = ["calm", "slow care"] }],
            Pieces =
            [
                new()
                {
                    Key = "waiting", Title = "On waiting rooms", Format = "blog-post", Status = PieceStatus.Published, PlannedOn = Shipped.Today,
                    Pillar = "calm", Url = "https://practice.example/waiting", Body = new(BodyFormat.Markdown, body),
                },
            ],
            Tasks = decision is null ? [] : [decision],
        };
        var schedule = Core.Timelines.Schedule.Of(workspace, library, Shipped.PointsOf, Shipped.Today);
        var task = Assert.Single(schedule.Tasks);
        return (Shipped.Writer(schedule, TemplateSet.Read(templates).Value!), task);
    }

    private static int Occurrences(string text, string words) => text.Split(words).Length - 1;
}
