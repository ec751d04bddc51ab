using ContentPlanner.Core.Launches;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Launches;

/// <summary>What somebody sends to see a move.</summary>
/// <param name="Anchor">Null: the launch's own day.</param>
/// <param name="To"><c>2027-05-18</c>.</param>
/// <param name="Late"><c>keep</c> (when null), <c>clamp</c>, <c>compress</c> or <c>skip</c>.</param>
public sealed record MoveBody(string? Anchor, string? To, string? Late, string? Because);

/// <summary>What somebody sends to apply one: the hash of what they saw.</summary>
public sealed record ApplicationBody(string? Hash);

/// <summary>Moves over HTTP (design rule 12): shown, applied as shown, taken back.</summary>
internal static class MoveEndpoints
{
    public static void MapMoves(this IEndpointRouteBuilder app)
    {
        var moves = app.MapClientApi("/launches/{launch}/moves", Access.Strategist);
        moves.MapPost("", PreviewAsync);
        moves.MapGet("/{move:guid}", FindAsync);
        moves.MapPost("/{move:guid}/application", ApplyAsync);
        moves.MapDelete("/{move:guid}/application", UndoAsync);
    }

    private static async Task<IResult> PreviewAsync(string launch, MoveBody body, HttpContext http, Moves moves, CancellationToken stop)
    {
        if (body.To is null || LocalDatePattern.Iso.Parse(body.To) is not { Success: true, Value: var to }) return Api.Wrong("\"to\" is the new day, such as \"2027-05-18\".");
        if (!TryLate(body.Late, out var late)) return Api.Wrong("\"late\" is keep, clamp, compress or skip.");
        return await moves.PreviewAsync(http.Client().Id, new(launch, body.Anchor, to, late, Api.Given(body.Because)), http.Actor(), stop) switch
        {
            MoveResult.Shown shown => Results.Text(MoveJson.Write(shown.Move), "application/json", statusCode: StatusCodes.Status201Created).At($"{http.Request.Path}/{shown.Move.Id}"),
            MoveResult.Refused refused => Api.Wrong($"{refused.Why}."),
            _ => Api.Missing("There is no such workspace."),
        };
    }

    private static async Task<IResult> FindAsync(Guid move, HttpContext http, Moves moves, IClock clock, CancellationToken stop) => await moves.FindAsync(http.Client().Id, move, stop) switch
    {
        null => Api.Missing("There is no such move."),
        // What it would do now may be something else. One that was applied is what its undoing goes by.
        { AppliedAs: null } old when old.ExpiresAt <= clock.GetCurrentInstant() => Api.Gone("It was shown more than an hour ago; look at the move again."),
        var stored => Results.Text(stored.Rows, "application/json"),
    };

    private static async Task<IResult> ApplyAsync(Guid move, ApplicationBody body, HttpContext http, Moves moves, CancellationToken stop)
    {
        if (string.IsNullOrEmpty(body.Hash)) return Api.Wrong("\"hash\" is that of the move as it was shown.");
        return await moves.ApplyAsync(http.Client().Id, move, body.Hash, http.Actor(), stop) switch
        {
            MoveApplication.Done done => Results.Json(new { changeSet = done.Change.ChangeSet, revision = done.Change.After.Revision, what = done.What, undo = $"DELETE {http.Request.Path}" }),
            MoveApplication.Stale stale => Api.Conflict($"{stale.Why}."),
            MoveApplication.Refused refused => Api.Refused($"{refused.Why}."),
            _ => Api.Missing("There is no such move."),
        };
    }

    private static async Task<IResult> UndoAsync(Guid move, HttpContext http, Moves moves, CancellationToken stop) =>
        await moves.UndoAsync(http.Client().Id, move, http.Actor(), stop) switch
        {
            ChangeResult.Done done => Results.Json(new { changeSet = done.ChangeSet, revision = done.After.Revision }),
            ChangeResult.Refused refused => Api.Conflict($"{refused.Why}."),
            ChangeResult.Conflict conflict => Api.Conflict($"{conflict.Words}."),
            _ => Api.Missing("There is no such move."),
        };

    private static bool TryLate(string? text, out LateChoice late)
    {
        late = LateChoice.Keep;
        return text is null || (Enum.TryParse(text, ignoreCase: true, out late) && !char.IsAsciiDigit(text[0]));
    }
}
