using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Leverage;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Pieces;

/// <summary>What somebody typed into the form of a piece, as a piece; or what is wrong with it, field by field.</summary>
internal sealed class PieceReading(Workspace workspace, Library library, LocalDate today)
{
    private const int LongestTitle = 300;

    /// <summary>The word that makes nothing of a piece.</summary>
    public const string NoRecipe = "none";

    private readonly Dictionary<string, string> _mistakes = new(StringComparer.Ordinal);

    /// <summary>By the name of the field.</summary>
    public IReadOnlyDictionary<string, string> Mistakes => _mistakes;

    /// <summary>The piece with what the form says; everything the form does not ask for stays. Null: <see cref="Mistakes"/> says why.</summary>
    public ContentPiece? Read(PieceForm form, ContentPiece was)
    {
        if (form.Title.Length == 0) Wrong("title", "Give it a title; a working title will do");
        else if (form.Title.Length > LongestTitle) Wrong("title", $"Keep the title below {LongestTitle} characters");
        var format = FormatOf(form.Format);
        if (!Enum.TryParse<PieceStatus>(form.Status, ignoreCase: true, out var status)) Wrong("status", "Choose how far it is");
        if (!WebLinks.TryRead(form.Url, out var url, out var noUrl)) Wrong("url", noUrl.Capital());
        var planned = Day("planned", form.Planned);
        var publish = Moment(form, planned);
        var piece = was with
        {
            Title = form.Title,
            Format = format,
            Status = status,
            Channel = Known("channel", form.Channel, workspace.ChannelsIn(library).Select(c => c.Key).Append(was.Channel)),
            PlannedOn = planned,
            Publish = publish,
            Owner = Known("owner", form.Owner, workspace.Members.Select(m => m.Key).Append(was.Owner)),
            Pillar = Known("pillar", form.Pillar, workspace.Pillars.Select(p => p.Key).Append(was.Pillar)),
            Intention = Known("intention", form.Intention, workspace.Periods.SelectMany(p => p.Focus).SelectMany(f => f.Intentions).Select(i => i.Key).Append(was.Intention)),
            Need = Known("need", form.Need, workspace.Periods.SelectMany(p => p.Environment).Select(n => n.Key).Append(was.Need)),
            Launch = Known("launch", form.Launch, workspace.Launches.Select(l => l.Key).Append(was.Launch)),
            Url = url,
            Body = BodyOf(form),
            Recipes = Recipes(form, was),
            Private = form.Private,
            Evergreen = form.ComesBack ? Evergreen(form, was.Evergreen ?? new()) : null,
            Outlets = Outlets(form),
        };
        if (status == PieceStatus.Published && piece.Day is null) Wrong("planned", "What is published has a day: when did it go out?");
        return _mistakes.Count == 0 ? piece : null;
    }

    private string FormatOf(string typed)
    {
        var format = PieceKeys.Slug(typed);
        if (format.Length == 0) Wrong("format", "Say what it is: blog post, newsletter, podcast …");
        return format;
    }

    /// <summary>A text that only white space stands in is none.</summary>
    private static Body? BodyOf(PieceForm form) =>
        string.IsNullOrWhiteSpace(form.Body) ? null : new(form.BodyFormat == "html" ? BodyFormat.Html : BodyFormat.Markdown, form.Body);

    private PublishMoment? Moment(PieceForm form, LocalDate? planned)
    {
        if (form.PublishDay.Length == 0 && form.PublishTime.Length == 0) return null;
        if (Day("publish-day", form.PublishDay) is not { } day && planned is null)
        {
            Wrong("publish-day", "A time needs its day");
            return null;
        }
        day = form.PublishDay.Length == 0 ? planned ?? default : LocalDatePattern.Iso.Parse(form.PublishDay) is { Success: true, Value: var said } ? said : default;
        if (PieceForm.Time.Parse(form.PublishTime.Length >= 5 ? form.PublishTime[..5] : form.PublishTime) is not { Success: true, Value: var time })
        {
            Wrong("publish-time", "Say at what time, such as 09:00; leave day and time empty while it is open");
            return null;
        }
        var zone = form.Zone.Length == 0 || form.Zone == workspace.Zone.Id ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(form.Zone);
        if (zone is null && form.Zone.Length > 0 && form.Zone != workspace.Zone.Id) Wrong("zone", $"“{form.Zone}” is no time zone; write it as in {workspace.Zone.Id}");
        if (day >= today && SkippedHour.At(day + time, zone ?? workspace.Zone) is { } skipped)
            Wrong("publish-time", $"{form.PublishTime} does not exist on {Locale.For(workspace.Locale).Format(day)} in {(zone ?? workspace.Zone).Id}: the clocks go forward over it. The nearest times are {PieceForm.Time.Format(skipped.Before.TimeOfDay)} and {PieceForm.Time.Format(skipped.After.TimeOfDay)}");
        return new(day + time, zone);
    }

    private ValueList<string> Recipes(PieceForm form, ContentPiece was)
    {
        if (form.Recipes.Contains(NoRecipe) && form.Recipes.Count > 1) Wrong("recipe", "Either nothing is made of it, or what you ticked beside");
        if (form.Recipes.Any(r => r != NoRecipe && library.Recipe(r) is null && !was.Recipes.Contains(r))) Wrong("recipe", "One of these is not there any more; choose again");
        return form.Recipes;
    }

    private ValueList<Season> Seasons(PieceForm form)
    {
        var seasons = new List<Season>();
        foreach (var line in form.Seasons.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            var (from, to) = line.Split("to", 2) is [var a, var b] ? (PieceForm.DayOfYear.Parse(a.Trim()), PieceForm.DayOfYear.Parse(b.Trim())) : (null, null);
            if (from is { Success: true } && to is { Success: true }) seasons.Add(new(from.Value, to.Value));
            else Wrong("seasons", $"“{line}” is no season: write the month and day it begins and ends, such as 09-01 to 11-30");
        }
        return seasons.ToValueList();
    }

    private EvergreenRule Evergreen(PieceForm form, EvergreenRule was) => was with
    {
        CooldownDays = Number("cooldown", form.Cooldown, 0, 3650) ?? 90,
        Cycles = Number("cycles", form.Cycles, 1, 1000),
        HoldUntil = Day("hold-until", form.HoldUntil),
        ExpiresOn = Day("expires-on", form.ExpiresOn),
        NetworkGapDays = Number("network-gap", form.NetworkGap, 0, 3650) ?? 30,
        RefreshAfterDays = Number("refresh", form.Refresh, 1, 36500),
        Priority = Number("priority", form.Priority, -100, 100) ?? 0,
        Seasons = Seasons(form),
        Variants = form.Variants.Split('\n').Select(v => v.Trim()).Where(v => v.Length > 0).ToValueList(),
        Channels = form.BackIn.Where(c => c.Length > 0).Distinct().ToValueList(),
    };

    private ValueList<Outlet> Outlets(PieceForm form)
    {
        var outlets = new List<Outlet>();
        foreach (var typed in form.Outlets)
        {
            if (LocalDatePattern.Iso.Parse(typed.On) is not { Success: true, Value: var on}) Wrong("outlets", "Say on which day it was out there");
            else if (typed.Channel.Length == 0) Wrong("outlets", "Choose the channel it was out in");
            else if (!WebLinks.TryRead(typed.Url, out var url, out var wrong)) Wrong("outlets", wrong.Capital());
            else outlets.Add(new(typed.Channel, on, url));
        }
        return outlets.ToValueList();
    }

    private string? Known(string field, string typed, IEnumerable<string?> keys)
    {
        if (typed.Length == 0) return null;
        if (!keys.Contains(typed)) Wrong(field, "This is not in the plan any more; choose another");
        return typed;
    }

    private LocalDate? Day(string field, string typed)
    {
        if (typed.Length == 0) return null;
        if (LocalDatePattern.Iso.Parse(typed) is { Success: true, Value: var day } && day.Year is > 1000 and < 9000) return day;
        Wrong(field, $"“{typed}” is no day; write it as in {LocalDatePattern.Iso.Format(today)}");
        return null;
    }

    private int? Number(string field, string typed, int least, int most)
    {
        if (typed.Length == 0) return null;
        if (int.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Wrong(field, FormattableString.Invariant($"A whole number from {least} to {most}"));
        return null;
    }

    /// <summary>The first thing said about a field stays.</summary>
    private void Wrong(string field, string words) => _mistakes.TryAdd(field, words);
}
