using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Recipes;

/// <summary>The keys of a recipe file.</summary>
internal static class RecipeKeys
{
    private static readonly Noun<SeriesRule> Series = new Noun<SeriesRule>("series rule", "The list in the source becomes a series, one task for each part.", new(1, 1)) { Compact = true }
        .Must("at-most", Words.Whole(1, 50), "How many parts at most.", s => s.AtMost, (s, v) => s with { AtMost = v })
        .Must("every", SpanWords.Days(1, 366), "Days between two parts.", s => s.EveryDays, (s, v) => s with { EveryDays = v });

    private static readonly Noun<RecipeStep> Step = new Noun<RecipeStep>("recipe step", "Something made of the source for one channel.",
        new() { Key = "", Channel = "", Title = "", Offset = new("", Offset.Zero), Instruction = "", Template = "" })
        .Must("key", Words.Key, "Its name in this recipe; a task's key contains it.", s => s.Key, (s, v) => s with { Key = v })
        .Must("channel", Words.Reference(LibraryKinds.Channel), "Where it goes out.", s => s.Channel, (s, v) => s with { Channel = v })
        .Must("title", Words.Title, "What is made.", s => s.Title, (s, v) => s with { Title = v })
        .Must("offset", SpanWords.Rule, "Its day: counted from publish, the day the source is out, or from an anchor of a launch.", s => s.Offset, (s, v) => s with { Offset = v })
        .May("roll", Words.Choice<Roll>(), "Where it goes when the day is not a working day: next (if not said), previous, or none to let it stay.", s => s.Roll, (s, v) => s with { Roll = v })
        .May("role", Words.Role, "The role that makes it; the channel's if not said.", s => s.Role, (s, v) => s with { Role = v })
        .May("effort", SpanWords.Minutes, "The work it takes; 30m if not said.", s => s.EffortMinutes, (s, v) => s with { EffortMinutes = v })
        .Must("instruction", Words.Title, "What to change for this channel: repurposing is not copying.", s => s.Instruction, (s, v) => s with { Instruction = v })
        .Must("template", Words.Title, "The file in templates/tasks that writes its draft.", s => s.Template, (s, v) => s with { Template = v })
        .May("evergreen", Words.Flag, "Whether it is used again when the piece comes back.", s => s.Evergreen, (s, v) => s with { Evergreen = v })
        .May("series", Series, "The list in the source becomes a series.", s => s.Series, (s, v) => s with { Series = v });

    public static readonly Noun<Recipe> Recipe = new Noun<Recipe>("recipe", "What is made of one source format, where and when.",
        new() { Key = "", Version = 1, Title = "", Format = "" })
        .Must("recipe", Words.Key, "Its key; the file is called key@version.yaml.", r => r.Key, (r, v) => r with { Key = v })
        .Must("version", Words.Whole(1, 9999), "Grows with every change.", r => r.Version, (r, v) => r with { Version = v })
        .Must("title", Words.Title, "What it is called.", r => r.Title, (r, v) => r with { Title = v })
        .Must("format", Words.Format, "The source format it is for.", r => r.Format, (r, v) => r with { Format = v })
        .May("steps", Words.ListOf(Step), "What is made of the source.", r => r.Steps, (r, v) => r with { Steps = v })
        .Check((recipe, place) =>
        {
            foreach (var twice in recipe.Steps.GroupBy(s => s.Key, StringComparer.Ordinal).Where(g => g.Key.Length > 0).SelectMany(g => g.Skip(1)))
                place.Proof.PlaceOf(twice).Wrong("key", $"the step '{twice.Key}' stands here a second time: give each its own key");
        });
}
