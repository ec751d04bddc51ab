using System.Text.RegularExpressions;
using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Drafts;

namespace ContentPlanner.Tests.Drafts;

/// <summary>Every shipped template, with every text of the starter plan it is meant for and with posts it was not written for.</summary>
public partial class ShippedDraftsTests
{
    private static readonly Lazy<IReadOnlyList<(ContentTask Task, Draft Draft)>> Starter = new(() => DraftsOf(Shipped.Schedule));

    /// <summary>Each foreign post as if it were of each format, so that every template meets every post.</summary>
    private static readonly Lazy<IReadOnlyList<(ContentTask Task, Draft Draft)>> Foreign = new(() => DraftsOf(Shipped.Of(Shipped.StarterPlan with
    {
        Pieces = Full.Sample(ForeignPosts.All.SelectMany(_ => Shipped.Library.Recipes, AsPiece)).ToValueList(),
        Tasks = [],
    })));

    private static ContentPiece AsPiece((string Name, string Title, Body Body) post, Recipe recipe) => new()
    {
        Key = $"{recipe.Format}-{post.Name.Replace(' ', '-').Replace(",", "", StringComparison.Ordinal).ToLowerInvariant()}",
        Title = post.Title,
        Format = recipe.Format,
        Status = PieceStatus.Published,
        PlannedOn = Shipped.Today,
        Body = post.Body,
        Url = "https://elsewhere.example/a/post",
        Pillar = "finish",
    };

    private static IEnumerable<(ContentTask Task, Draft Draft)> All => Starter.Value.Concat(Foreign.Value);

    [Fact]
    public void Every_shipped_template_is_used_by_a_step_or_a_mark()
    {
        var used = Shipped.Library.Recipes.SelectMany(r => r.Steps).Select(s => s.Template)
            .Concat(Shipped.Library.Blueprints.SelectMany(b => b.Countdown?.Marks ?? []).SelectMany(m => m.Posts).Select(p => p.Template))
            .ToHashSet(StringComparer.Ordinal);

        Assert.Equal([], Shipped.Templates.Paths.Where(p => p.StartsWith("tasks/", StringComparison.Ordinal) && !p.StartsWith("tasks/_", StringComparison.Ordinal) && !used.Contains(p["tasks/".Length..])));
    }

    [Fact]
    public void Every_step_reaches_a_channel_and_says_how_to_adapt()
    {
        foreach (var step in Shipped.Library.Recipes.SelectMany(r => r.Steps))
        {
            Assert.NotNull(Shipped.Library.Channel(step.Channel));
            Assert.InRange(step.Instruction.Length, 80, 400);
        }
    }

    [Fact]
    public void A_five_step_post_yields_a_five_part_series()
    {
        var parts = Starter.Value.Where(d => d.Task.Key is { Source: "five-steps", Step: "series" }).ToList();

        Assert.Equal(5, parts.Count);
        Assert.StartsWith("Most unfinished writing is waiting for a decision.\n\nName the smallest finished version\n", parts[0].Draft.Text, StringComparison.Ordinal);
        Assert.StartsWith("Promise a person a date\n", parts[4].Draft.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_part_of_a_series_names_its_piece_before_it_speaks_of_it()
    {
        foreach (var (task, draft) in All.Where(d => d.Task.Template == "series-post.md" && d.Task.Part is not null))
        {
            var lines = draft.Text.Split("\n\n");
            Assert.Contains(lines[..(task.Part == 1 ? 3 : 2)], l => l.Contains($"From “{task.Source.Title}”", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_clip_says_where_the_whole_is() =>
        Assert.Contains("From the episode “Editing with kindness”\n\nThe whole episode is behind the link in the profile.\n", TextOf("editing-with-kindness", "clips"), StringComparison.Ordinal);

    [Fact]
    public void A_clip_names_the_place_in_the_recording_that_speaks_of_it_or_none()
    {
        var clips = Starter.Value.Where(d => d.Task.Key is { Source: "notes-to-chapter", Step: "clips" }).Select(d => d.Draft.Text).ToList();

        Assert.Contains("**Where to look in the recording**\n15:00 Turning a topic into a question\n", clips[1], StringComparison.Ordinal);
        Assert.DoesNotContain("Where to look", clips[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_slide_holds_a_title_and_about_a_dozen_words()
    {
        foreach (var slide in TextOf("five-steps", "carousel").Split("**Slide ")[2..^1].Concat(TextOf("notes-to-chapter", "carousel").Split("**Slide ")[2..^1]))
        {
            Assert.InRange(Core.Texts.Words.Count(slide) - 1, 3, 22);
            Assert.DoesNotContain("…", slide, StringComparison.Ordinal);
        }

        Assert.Contains("Book the hours while you are still keen\nThirty-two booked hours are worth more than a free summer.\n", TextOf("five-steps", "carousel"), StringComparison.Ordinal);
        Assert.Contains("Promise a person a date\n\n", TextOf("five-steps", "carousel"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_is_announced_by_its_name_and_its_link_says_what_is_there()
    {
        var marks = Starter.Value.Where(d => d.Task.Source.Kind == SourceKind.Mark && d.Task.Launch == "winter-circle").ToList();
        string On(string template, int days) => marks.Single(d => d.Task.Template == template && d.Task.Source.Number == days).Draft.Text;

        Assert.All(marks, d => Assert.DoesNotContain("“Steady Ground", d.Draft.Text, StringComparison.Ordinal));
        Assert.Contains("\n\nSteady Ground winter circle: booking opens on Wednesday 6 January.\n\nWe meet 8 times, for 75 minutes each, beginning on Wednesday 20 January.\n\nAll about it: https://", On("countdown-linkedin.md", 14), StringComparison.Ordinal);
        Assert.StartsWith("Steady Ground winter circle: 3 days left to book a place. Booking closes on Tuesday 12 January.\n", On("countdown-instagram.md", 3), StringComparison.Ordinal);
        Assert.Contains("\n\nBook a place: the link is in the profile.\n", On("countdown-instagram.md", 3), StringComparison.Ordinal);
        Assert.StartsWith("Steady Ground winter circle: booking closes tomorrow, on Tuesday 12 January.\n", On("countdown-x.md", 1), StringComparison.Ordinal);
        Assert.Contains("\n\nBook a place: https://", On("countdown-x.md", 1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_recap_thanks_for_the_evening_the_day_after_and_leaves_room_for_the_recording()
    {
        Assert.StartsWith("Thank you for last night, session 1 of 8.\n\nThe recording, for those who could not be there: [link]\n", Recap(Shipped.StarterPlan), StringComparison.Ordinal);
        Assert.StartsWith("Thank you for yesterday, session 1 of 8.\n", Recap(WinterAt(new(10, 0))), StringComparison.Ordinal);

        static string Recap(Workspace workspace) => DraftsOf(Shipped.Of(workspace)).First(d => d.Item1.Template == "session-recap.md" && d.Item1.Launch == "winter-circle").Item2.Text;
        static Workspace WinterAt(NodaTime.LocalTime time) => Shipped.StarterPlan with
        {
            Launches = Shipped.StarterPlan.Launches.Select(l => l.Key == "winter-circle" ? l with { Sessions = l.Sessions! with { Time = time } } : l).ToValueList(),
        };
    }

    [Fact]
    public void A_mail_after_a_workshop_lists_questions_without_claiming_they_were_asked_that_evening_and_leaves_room_for_the_last_day()
    {
        var mail = TextOf("notes-to-chapter", "replay-mail");

        Assert.Contains("\n\nThe recording stays up until [day].\n\n", mail, StringComparison.Ordinal);
        Assert.Contains("**Questions that come up in this workshop**\n- How many notes do I need", mail, StringComparison.Ordinal);
        Assert.All(Foreign.Value.Where(d => d.Task.Template == "replay-mail.md"), d => Assert.DoesNotContain("Questions that come up", d.Draft.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_video_shows_the_rules_of_what_it_spoke_of_last() =>
        Assert.Contains("I have stopped taking the risk.\n\n**Show**\nIf you would like to try one,", TextOf("quiet-week", "companion-video"), StringComparison.Ordinal);

    [Fact]
    public void A_collection_of_hooks_has_no_line_that_needs_its_page()
    {
        var hooks = TextOf("unhurried-hour", "hook-bank");

        Assert.True(hooks.Split("---").Length >= 8);
        foreach (var leaning in (string[])["these pages", "The hour has", "the 244 hours"]) Assert.DoesNotContain(leaning, hooks, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_in_the_group_asks_for_a_line_and_gives_the_first_answer()
    {
        var question = TextOf("five-steps", "community-question");

        Assert.StartsWith("Which piece would you finish first if nobody could ever see the longer version? One line below is enough.\n", question, StringComparison.Ordinal);
        Assert.Contains("\n\nThe first of them: Write down the shortest form of the piece", question, StringComparison.Ordinal);
    }

    [Fact]
    public void The_steps_an_article_promises_come_where_the_source_has_them_and_are_numbered()
    {
        var article = TextOf("notes-to-chapter", "article");

        Assert.Contains("\n1. **Close the notebook first.** Write for ten minutes", article, StringComparison.Ordinal);
        Assert.True(article.IndexOf("6. **Leave out a third.**", StringComparison.Ordinal) < article.IndexOf("## How many notes do I need", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_lesson_has_an_exercise_of_its_own_and_the_talks_own_exercise_stays()
    {
        var module = TextOf("write-once", "course-module");
        var exercises = module.Split("**Exercise, ten minutes**")[1..].Select(e => e.Trim().Split('\n')[0]).ToList();

        Assert.Contains("\n\nFive lessons, each with an exercise", module, StringComparison.Ordinal);
        Assert.Equal(5, exercises.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("How many pieces did you publish last year, and how many of them did you use again?", exercises[0]);
        Assert.Contains("## Where to begin\n\nDraw one article with four arrows", module, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mail_to_the_book_list_shows_another_page_than_the_blog()
    {
        foreach (var chapter in All.Where(d => d.Task.Template == "chapter-mail.md"))
        {
            var mail = Passages(chapter.Draft.Text);
            var excerpt = All.Single(d => d.Task.Template == "chapter-excerpt.md" && d.Task.Source == chapter.Task.Source && d.Task.Launch == chapter.Task.Launch).Draft.Text;
            var lead = Passages(excerpt).FirstOrDefault();
            Assert.DoesNotContain(mail, p => p != lead && Passages(excerpt).Contains(p));
        }

        Assert.StartsWith("# The unhurried hour\n\n*From “The Unhurried Author”, which comes out on 11 May 2027*\n", TextOf("unhurried-hour", "blog-excerpt"), StringComparison.Ordinal);
        Assert.DoesNotContain("An hour is long enough", TextOf("unhurried-hour", "reader-mail"), StringComparison.Ordinal);

        static List<string> Passages(string draft) => draft.Split("\n\n").Where(p => Core.Texts.Words.Count(p) >= 20).ToList();
    }

    [Fact]
    public void A_page_made_of_a_letter_offers_the_letter_and_drops_its_farewell()
    {
        var page = TextOf("quiet-week", "evergreen-page");

        Assert.EndsWith("This page began as a letter. [The next one comes by mail, in The Unhurried Letter](https://steadyground.example/letter).\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("take a long walk", page, StringComparison.Ordinal);
        Assert.Contains("\n\n## If you would like to try one, these are the house rules\n\n### Publish nothing new\n\nIf a slot", page, StringComparison.Ordinal);
        Assert.Single(page.Split('\n'), l => l.StartsWith('>'));
    }

    [Fact]
    public void A_checklist_is_headed_by_what_there_is_to_do()
    {
        Assert.StartsWith("# Checklist: set up your own sheet in an afternoon\n", TextOf("desk-tour", "checklist"), StringComparison.Ordinal);
        Assert.StartsWith("# From notes to chapter: Six steps\n", TextOf("notes-to-chapter", "lead-magnet"), StringComparison.Ordinal);
        Assert.EndsWith("From the video “A desk tour of a plan”: https://steadyground.example/videos/desk-tour\n", TextOf("desk-tour", "checklist"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stranger_learns_what_a_launch_is_and_on_LinkedIn_before_its_dates()
    {
        foreach (var (task, draft) in Starter.Value.Where(d => d.Task.Source.Kind == SourceKind.Mark))
        {
            var promise = Shipped.Schedule.Launch(task.Launch!)!.Launch.Promise!;
            Assert.Contains(promise, draft.Text, StringComparison.Ordinal);
            // Two lines of a post show before the reader decides to open it.
            if (task.Template == "countdown-linkedin.md") Assert.StartsWith(promise, draft.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_story_of_a_launch_mail_says_what_was_done_and_its_subject_is_short()
    {
        var mail = Starter.Value.First(d => d.Task.Template == "launch-story-mail.md").Draft.Text;

        Assert.InRange(mail.Split('\n')[0].Length, 10, 90);
        Assert.Contains("What we did:\n\n1. We named the smallest finished version\n", mail, StringComparison.Ordinal);
        Assert.Contains("\n\nSteady Ground winter circle: places can be booked until Tuesday 12 January.\n\n[Book a place](https://", mail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_with_a_video_tells_what_its_points_refer_to()
    {
        var page = TextOf("desk-tour", "blog-embed");

        Assert.True(page.IndexOf("one project I had to drop", StringComparison.Ordinal) < page.IndexOf("The dropped project stays", StringComparison.Ordinal));
        Assert.Contains("## Why paper?\n\nPaper is slow", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_draft_is_written()
    {
        foreach (var (task, draft) in All)
        {
            Assert.True(draft.Problem is null, $"{task.Key}: {draft.Problem}");
            Assert.True(draft.Text.Trim().Length > 0, $"{task.Key} is empty");
        }
    }

    [Fact]
    public void Every_draft_fits_its_channel()
    {
        foreach (var (task, draft) in All)
            Assert.False(draft.IsTooLong, $"{task.Key} [{task.Template}]: {draft.Remark}");
    }

    [Fact]
    public void No_draft_shows_where_something_was_left_out()
    {
        foreach (var (task, draft) in All)
            foreach (var (what, pattern) in Scars)
                Assert.False(pattern.IsMatch(draft.Text), $"{task.Key} [{task.Template}] has {what}:\n{draft.Text}");
    }

    [Fact]
    public void No_draft_says_the_same_sentence_twice()
    {
        foreach (var (task, draft) in All.Where(d => !d.Draft.IsWaiting))
            foreach (var part in draft.Parts)
            {
                var sentences = part.Text.Split('\n').SelectMany(l => Core.Texts.Sentences.Of(l)).Where(s => Core.Texts.Words.Count(s) >= 6 && !s.Contains("http", StringComparison.Ordinal));
                var twice = sentences.GroupBy(s => s, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1 && !MayComeBack(task, g.Key));
                Assert.True(twice is null, $"{task.Key} [{task.Template}] says twice: {twice?.Key}");
            }
    }

    [Fact]
    public void Every_sentence_is_the_sources_own_or_the_templates()
    {
        foreach (var (task, draft) in All)
        {
            var known = new KnownWords(task, Shipped.Schedule.Workspace, task.Source.Kind == SourceKind.Piece ? Piece(task) : null);
            foreach (var line in draft.Text.Split('\n'))
                Assert.True(known.Explain(line), $"{task.Key} [{task.Template}] says what nobody wrote: {line}");
        }
    }

    private static string TextOf(string source, string step) => Starter.Value.First(d => d.Task.Key.Source == source && d.Task.Key.Step == step).Draft.Text;

    private static ContentPiece Piece(ContentTask task) =>
        Starter.Value.Any(d => ReferenceEquals(d.Task, task)) ? Shipped.StarterPlan.Pieces.First(p => p.Key == task.Source.Key) : ForeignPiece(task);

    private static ContentPiece ForeignPiece(ContentTask task) =>
        new() { Key = task.Source.Key, Title = task.Source.Title, Format = "", Body = ForeignPosts.All.First(p => p.Title == task.Source.Title).Body, Url = "https://elsewhere.example/a/post" };

    /// <summary>
    /// What is on the screen is what is said, a guest's texts go to several networks; a course's exercises come back by design,
    /// and a question a lesson leaves open is its exercise.
    /// </summary>
    private static bool MayComeBack(ContentTask task, string sentence) =>
        task.Template is "clip-script.md" or "guest-pack.md"
        || (task.Template is "course-module.md" && (Core.Texts.Sentences.IsQuestion(sentence) || Shipped.Files["tasks/course-module.md"].Contains(sentence, StringComparison.Ordinal)));

    private static IReadOnlyList<(ContentTask, Draft)> DraftsOf(Schedule schedule)
    {
        var writer = Shipped.Writer(schedule);
        return schedule.Tasks.Select(task => (task, writer.Of(task))).ToList();
    }

    private static readonly (string What, Regex Pattern)[] Scars =
    [
        ("braces", new(@"\{\{|\}\}")),
        ("two blank lines", new(@"\n\n\n")),
        ("two full stops", new(@"(?<!\.)\.\.(?!\.)")),
        ("a space before a comma or full stop", new(@" [,.;](\s|$)", RegexOptions.Multiline)),
        ("two marks in a row", new(@"[?!]\.(\s|$)|,,|::", RegexOptions.Multiline)),
        ("an empty link", new(@"\]\(\)|“”")),
        ("an empty item or heading", new(@"^\s*([-–•☐>]|#+|\d+\.|\*\*\.?\*\*)\s*$", RegexOptions.Multiline)),
        ("an announcement of nothing", new(@":\n*\z")),
        ("a heading over nothing", new(@"^\*\*[^*\n]+\*\*\n*(\z|---|\*\*[^*\n]+\*\*$)", RegexOptions.Multiline)),
        ("a colon before a heading", new(@":\n\n#+ ")),
        ("a heading over another of its rank", new(@"^(#+) .*\n\n\1 ", RegexOptions.Multiline)),
    ];
}
