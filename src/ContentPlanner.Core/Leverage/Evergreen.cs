using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Leverage;

/// <summary>Why a piece with an evergreen rule will not come back by itself.</summary>
public enum ShelfReason
{
    /// <summary>Its last day has passed.</summary>
    Expired,

    /// <summary>It came back as often as its rule allows.</summary>
    CyclesUsed,

    /// <summary>Every opening it has was used.</summary>
    VariantsUsed,

    /// <summary>No recipe step reaches a channel its rule names.</summary>
    NoWayOut,
}

/// <param name="Since">The day it expired or last went out.</param>
public sealed record ShelvedPiece(ContentPiece Piece, ShelfReason Reason, LocalDate? Since);

/// <summary>
/// Published pieces come back (domain.md 4.3): into empty slots only, the longest-rested first, each at most once in the
/// days looked ahead and one a day in a channel. Slots that have passed are never made up for, so a week away ends in no
/// burst. What it gives are proposals; a person takes them up.
/// </summary>
public static class Evergreen
{
    /// <summary>Days looked ahead, today included.</summary>
    public const int LookAhead = 28;

    public static DateInterval DaysAhead(LocalDate today) => new(today, today.PlusDays(LookAhead - 1));

    /// <summary>The whole weeks, Monday first, that hold <see cref="DaysAhead"/>: what stands in them decides which slots are empty.</summary>
    public static DateInterval WeeksAhead(LocalDate today) => WholeWeeks.Of(DaysAhead(today));

    /// <param name="tasks">Every other task: what is done is what a piece rests from, what is open keeps it resting.</param>
    /// <param name="slots">Slots of any days; only empty ones within the days looked ahead are used.</param>
    /// <returns>Tasks with status Proposed, by day; one that somebody took up without giving it a day is Open.</returns>
    public static ValueList<ContentTask> Proposals(
        Workspace workspace, Library library, IReadOnlyList<LaunchSchedule> launches, IReadOnlyList<ContentTask> tasks, IEnumerable<Slot> slots, LocalDate today)
    {
        var bench = new Workbench(workspace, library, launches, today);
        var days = DaysAhead(today);
        var waiting = Candidates(bench, tasks).Where(c => c.MayComeBack).OrderBy(c => !c.IsTakenUp).ThenBy(c => c.LastOut).ThenByDescending(c => c.Rule.Priority).ThenBy(c => c.Piece.Key, StringComparer.Ordinal).ToList();
        var taken = tasks.Where(t => t.Key.Outing is not null && !t.Status.IsClosed()).Select(t => (t.Channel, t.Due)).ToHashSet();
        var proposals = new List<ContentTask>();
        foreach (var slot in slots.Where(s => s.IsGap && s.Cadence.Evergreen && days.Contains(s.When.Day)).OrderBy(s => s.When.WallTime))
        {
            var day = slot.When.Day;
            if (bench.Channel(slot.Cadence.Channel) is not { } channel || bench.Calendar.BlackoutOn(day) is not null || taken.Contains((channel.Key, day))) continue;
            var found = waiting.FindIndex(c => c.Fits(slot, channel));
            if (found < 0) continue;
            proposals.Add(waiting[found].Into(slot, channel));
            taken.Add((channel.Key, day));
            waiting.RemoveAt(found);
        }
        return proposals.ToValueList();
    }

    /// <summary>Published pieces whose evergreen rule lets them come back no more, so that somebody can decide about them.</summary>
    public static ValueList<ShelvedPiece> Shelf(Workspace workspace, Library library, IReadOnlyList<LaunchSchedule> launches, IReadOnlyList<ContentTask> tasks, LocalDate today) =>
        Candidates(new Workbench(workspace, library, launches, today), tasks)
            .Select(c => c.Shelved(today))
            .OfType<ShelvedPiece>()
            .ToValueList();

    private static IEnumerable<Candidate> Candidates(Workbench bench, IReadOnlyList<ContentTask> tasks)
    {
        var evergreen = bench.Workspace.Pieces.Where(p => p is { Status: PieceStatus.Published, Evergreen: not null }).ToList();
        var keys = evergreen.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        var own = tasks.Where(t => t.Source.Kind == SourceKind.Piece && keys.Contains(t.Source.Key)).ToLookup(t => t.Source.Key, StringComparer.Ordinal);
        return evergreen.Select(piece => new Candidate(bench, piece, piece.Evergreen!, own[piece.Key].ToList()));
    }

    /// <summary>A piece that may come back, with what it has behind it and ahead.</summary>
    private sealed class Candidate
    {
        private readonly Workbench _bench;
        private readonly ValueList<Outing> _outings;
        private readonly List<Outing> _ahead;
        private readonly List<LocalDate> _rests;
        private readonly HashSet<string> _done;
        private readonly int _used;
        private readonly bool _underWay;
        private readonly TaskDecision? _decision;
        private readonly int _outing;

        public Candidate(Workbench bench, ContentPiece piece, EvergreenRule rule, List<ContentTask> tasks)
        {
            (_bench, Piece, Rule) = (bench, piece, rule);
            _outings = piece.OutingsWith(tasks);
            _ahead = tasks.Where(t => t.IsOpen).Select(t => new Outing(t.Channel, t.Due)).ToList();
            _done = tasks.Where(t => t.Status == ContentTaskStatus.Done).Select(t => t.Step).ToHashSet(StringComparer.Ordinal);
            _used = _outings.Count(o => o.Again);
            var outings = tasks.Where(t => t.Key.Outing is not null).ToList();
            _underWay = outings.Exists(t => t.IsOpen);
            // "Not this one" is an answer for a while, so the piece rests from it as from an outing.
            _rests = _outings.Select(o => o.On).Concat(outings.Where(t => t.Status.IsClosed()).Select(t => t.Day)).Concat(_ahead.Select(o => o.On)).ToList();
            _outing = 1 + Math.Max(_used, outings.Select(t => t.Key.Outing!.Value).DefaultIfEmpty().Max());
            _decision = bench.OutingsDecidedOf(piece.Key).Where(k => k.Outing == _outing).Select(bench.DecisionOn).FirstOrDefault();
        }

        public ContentPiece Piece { get; }
        public EvergreenRule Rule { get; }

        /// <summary>Null: never; there is nothing to come back from.</summary>
        public LocalDate? LastOut => _outings.LastDay();

        public bool MayComeBack => LastOut is not null && !_underWay && CyclesLeft && VariantLeft;

        /// <summary>Somebody said yes to its next outing, and gave it no day.</summary>
        public bool IsTakenUp => _decision is { Status: ContentTaskStatus.Open or ContentTaskStatus.InProgress } or { Owner: not null } or { Draft: not null };

        private bool CyclesLeft => Rule.Cycles is not { } cycles || _used < cycles;

        private bool VariantLeft => Rule.Variants.Count == 0 || _used < Rule.Variants.Count;

        public bool Fits(Slot slot, Channel channel)
        {
            var day = slot.When.Day;
            return (slot.Cadence.Format is not { } format || Piece.Format == format)
                && (slot.Cadence.Pillar is not { } pillar || Piece.Pillar == pillar)
                && (Rule.Channels.Count == 0 || Rule.Channels.Contains(channel.Key))
                && (Rule.Seasons.Count == 0 || Rule.Seasons.Any(s => s.Includes(day)))
                && !(day < Rule.HoldUntil) && !(day > Rule.ExpiresOn) && !(day < _decision?.SnoozedUntil)
                && _rests.TrueForAll(rest => DaysApart(rest, day) >= Rule.CooldownDays)
                && _outings.Concat(_ahead).All(o => Network(o.Channel) != Network(channel.Key) || DaysApart(o.On, day) >= Rule.NetworkGapDays)
                && StepIn(channel.Key) is not null;
        }

        public ContentTask Into(Slot slot, Channel channel)
        {
            var (recipe, step) = StepIn(channel.Key)!.Value;
            var source = _bench.SourceOf(Piece);
            var origin = _bench.OriginOf(Piece, source);
            var key = new TaskKey(Piece.Key, step.Key, channel.Key, TaskKey.EvergreenCycle(_outing));
            var day = slot.When.Day;
            var reason = $"rested {Reason.Days(DaysApart(LastOut!.Value, day))}; slot {day.Words()} is empty";
            var derived = _bench.Derived(key, key.Cycle, recipe, step, channel, day, reason, origin);
            return _bench.Settled(derived with
            {
                Status = ContentTaskStatus.Proposed,
                Owner = slot.Cadence.Owner ?? derived.Owner,
                Variant = Rule.Variants.ElementAtOrDefault(_used),
            }, origin)!;
        }

        public ShelvedPiece? Shelved(LocalDate today) =>
            Rule.ExpiresOn < today ? new(Piece, ShelfReason.Expired, Rule.ExpiresOn)
            : !CyclesLeft ? new(Piece, ShelfReason.CyclesUsed, LastOut)
            : !VariantLeft ? new(Piece, ShelfReason.VariantsUsed, LastOut)
            : !Reaches ? new(Piece, ShelfReason.NoWayOut, LastOut)
            : null;

        private bool Reaches => Rule.Channels.Count == 0
            ? _bench.Library.RecipesFor(Piece).SelectMany(r => r.Steps).Any(s => _bench.Channel(s.Channel) is not null)
            : Rule.Channels.Any(c => _bench.Channel(c) is not null && StepIn(c) is not null);

        /// <summary>
        /// The evergreen step there that it has not gone out with, else the last of them: who saw the post gets the new hook.
        /// A recipe that marks none lends its first step.
        /// </summary>
        private (Recipe Recipe, RecipeStep Step)? StepIn(string channel)
        {
            var steps = _bench.StepsIn(Piece, channel).ToList();
            if (steps.Count == 0) return null;
            var meant = steps.Where(s => s.Step.Evergreen).DefaultIfEmpty(steps[0]).ToList();
            var fresh = meant.FindIndex(s => !_done.Contains(s.Step.Key));
            return fresh < 0 ? meant[^1] : meant[fresh];
        }

        /// <summary>A channel without a network is one of its own; a publication somewhere unsaid is in none.</summary>
        private string? Network(string? channel) => channel is null ? null : _bench.Channel(channel)?.Network ?? channel;

        private static int DaysApart(LocalDate one, LocalDate other) => Math.Abs(Period.DaysBetween(one, other));
    }
}
