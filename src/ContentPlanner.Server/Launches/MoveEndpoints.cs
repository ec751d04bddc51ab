using System.Text;
using ContentPlanner.Core.Launches;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Resources;
using ContentPlanner.Server.Shared;
using NodaTime;

namespace ContentPlanner.Server.Launches;

/// <summary>What somebody sends to see a move.</summary>
/// <param name="To">The new day.</param>
/// <param name="Anchor">Null: the launch's own day.</param>
/// <param name="Because">Why a rule may be broken by it.</param>
public sealed record MoveBody(LocalDate To, string? Anchor = null, LateChoice Late = LateChoice.Keep, string? Because = null);

/// <summary>What somebody sends to apply one: the hash of what they saw.</summary>
public sealed record ApplicationBody(string Hash);

/// <summary>Moves over HTTP (design rule 12): shown, applied as shown, taken back.</summary>
internal static class MoveEndpoints
{
    public static void MapMoves(this IEndpointRouteBuilder app)
    {
        var moves = app.MapClientApi("/launches/{launch}/moves", Access.Strategist).WithTags("Moves");
        moves.MapPost("", PreviewAsync).Says(new("showMove", "See what a new date of a launch would do, before anything changes") { Body = ApiShape.Of<MoveBody>(), Answer = ApiShape.Of<ShownMoveView>(), Status = 201, Problems = [422] });
        moves.MapGet("/{move:guid}", FindAsync).Says(new("getMove", "A move as it was shown") { Answer = ApiShape.Of<ShownMoveView>(), IsTagged = true, Problems = [410] });
        moves.MapPost("/{move:guid}/application", ApplyAsync).Says(new("applyMove", "Do what was shown, by its hash")
        {
            Body = ApiShape.Of<ApplicationBody>(), Answer = ApiShape.Of<AppliedMoveView>(), Problems = [409, 422], Description = "409 when it is not what would happen any more: look at it again.",
        });
        moves.MapDelete("/{move:guid}/application", UndoAsync).Says(new("undoMove", "Take an applied move back, where nobody touched it since") { Answer = ApiShape.Of<ChangeView>(), Problems = [409] });
    }

    private static async Task<IResult> PreviewAsync(string launch, HttpContext http, Moves moves, CancellationToken stop)
    {
        var (body, problem) = await http.SentAsync<MoveBody>();
        if (body is null) return problem!;
        return await moves.PreviewAsync(http.Client().Id, new(launch, body.Anchor, body.To, body.Late, Api.Given(body.Because)), http.Actor(), stop) switch
        {
            MoveResult.Shown shown => Answers.Json(Encoding.UTF8.GetBytes(MoveJson.Write(shown.Move)), StatusCodes.Status201Created).At($"{http.Request.Path}/{shown.Move.Id}"),
            MoveResult.Refused refused => Api.Refused($"{refused.Why}."),
            _ => Api.Missing("There is no such workspace."),
        };
    }

    private static async Task<IResult> FindAsync(Guid move, HttpContext http, Moves moves, IClock clock, CancellationToken stop) => await moves.FindAsync(http.Client().Id, move, stop) switch
    {
        null => Api.Missing("There is no such move."),
        // What it would do now may be something else. One that was applied is what its undoing goes by.
        { AppliedAs: null } old when old.ExpiresAt <= clock.GetCurrentInstant() => Api.Gone("It was shown more than an hour ago; look at the move again."),
        var stored => http.Tagged(Encoding.UTF8.GetBytes(stored.Rows), null),
    };

    private static async Task<IResult> ApplyAsync(Guid move, HttpContext http, Moves moves, CancellationToken stop)
    {
        var (body, problem) = await http.SentAsync<ApplicationBody>();
        if (body is null) return problem!;
        return await moves.ApplyAsync(http.Client().Id, move, body.Hash, http.Actor(), stop) switch
        {
            MoveApplication.Done done => Answers.Json(new AppliedMoveView(done.Change.ChangeSet, done.Change.After.Revision, done.What)),
            MoveApplication.Stale stale => Api.Conflict($"{stale.Why}."),
            MoveApplication.Refused refused => Api.Refused($"{refused.Why}."),
            _ => Api.Missing("There is no such move."),
        };
    }

    private static async Task<IResult> UndoAsync(Guid move, HttpContext http, Moves moves, CancellationToken stop) =>
        Answers.Undone(await moves.UndoAsync(http.Client().Id, move, http.Actor(), stop));
}
