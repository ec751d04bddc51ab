using ContentPlanner.Core.Calendars;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Deeds;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Calendar;

/// <summary>Where somebody wants something to stand.</summary>
/// <param name="From">The day they saw it on, on their clock; null: they did not say.</param>
/// <param name="To">The day on their clock.</param>
/// <param name="Time">The hour on their clock; null: it keeps its own.</param>
/// <param name="Following">With all that follow in its series.</param>
/// <param name="Push">With what stands there pushed on.</param>
internal sealed record WantedPlace(LocalDate? From, LocalDate To, LocalTime? Time = null, bool Following = false, bool Push = false);

/// <summary>Puts things on other days, unless somebody was faster.</summary>
internal sealed class Mover(WorkspaceStore workspaces, IDbContextFactory<PlannerDb> databases)
{
    public async Task<ChangeResult> MoveAsync(Guid workspace, Movable movable, ReadersClock clock, WantedPlace wanted, Actor actor, CancellationToken stop)
    {
        var overtaken = false;
        var deed = DeedOf(movable, clock, wanted);
        var result = await workspaces.DoAsync(workspace, actor, deed with
        {
            Verb = now =>
            {
                var when = movable.Now(now);
                overtaken = when is null || (wanted.From is { } from && clock.Of(when).Day != from);
                if (when is null && movable.When is null) overtaken = false;
                return overtaken ? Verdict.Refused("it was moved in between") : deed.Verb(now);
            },
        }, stop);
        return overtaken && result is ChangeResult.Refused ? new ChangeResult.Conflict(movable.Item ?? Guid.Empty, await WhoAsync(workspace, movable, stop)) : result;
    }

    private static Deed DeedOf(Movable movable, ReadersClock clock, WantedPlace wanted)
    {
        var (day, time) = Own(movable, clock, wanted);
        if (wanted.Following && movable.Following is { } following) return following(day + (time ?? (movable.When is When.At at ? at.Start.TimeOfDay : LocalTime.Midnight)));
        return wanted.Push && movable.CanPush ? Pushed(movable, day, time) : movable.To(day, time);
    }

    /// <summary>What the reader's clock calls it, in the thing's own zone.</summary>
    private static (LocalDate Day, LocalTime? Time) Own(Movable movable, ReadersClock clock, WantedPlace wanted)
    {
        if (wanted.Time is { } time && movable.HasTime)
        {
            var own = clock.Zone.AtLeniently(wanted.To + time).ToInstant().InZone(movable.Zone).LocalDateTime;
            return (own.Date, own.TimeOfDay);
        }
        return (movable.When is { } when ? clock.OwnDay(when, wanted.To) : wanted.To, null);
    }

    private static Deed Pushed(Movable movable, LocalDate day, LocalTime? time) => new($"put “{movable.Title}” on {day} and pushed what follows", workspace =>
    {
        var moved = movable.To(day, time).Verb(workspace);
        if (moved.After is not { } after || workspace.Pieces.FirstOrDefault(p => p.Id == movable.Item) is not { } piece) return moved;
        var (moves, refusal) = Pushing.Of(workspace, piece.Key, day);
        return moves is null ? Verdict.Refused(refusal!) : Pushing.Apply(after, [.. moves.Skip(1)]);
    });

    /// <summary>Who was faster, and what they did.</summary>
    private async Task<string> WhoAsync(Guid workspace, Movable movable, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var last = await (from change in db.Changes.AsNoTracking()
                          join set in db.ChangeSets on change.ChangeSetId equals set.Id
                          where change.WorkspaceId == workspace && (movable.Item != null ? change.ItemId == movable.Item : change.Key == movable.Decision)
                          orderby change.Revision descending
                          select new { set.Actor, set.What }).FirstOrDefaultAsync(stop);
        return last is null ? $"“{movable.Title}” is somewhere else by now; look at it again, then repeat your move" : $"{last.Actor} {last.What} in between; look at it again, then repeat your move";
    }
}
