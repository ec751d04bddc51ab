using ContentPlanner.Formats.Jobs;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Templates;
using NodaTime;

namespace ContentPlanner.Server.Jobs;

/// <summary><c>/admin/jobs</c>: what gets done when, what became of it, the two buttons, and the editor.</summary>
internal static class JobPages
{
    private const string Path = "/admin/jobs";

    public static IServiceCollection AddJobPages(this IServiceCollection services) => services
        .AddSingleton(new AdminSection(Path, "Jobs", "jobs", "What gets done by itself: when it ran, what came of it, when it runs next."))
        .AddSingleton(new AdminSection(Dashboard.Path, "Hangfire", "external", "The scheduler’s own page, for looking into a job that does not run."))
        .AddSingleton(new AdminNotice(Overdue));

    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        var pages = app.MapAdministration(Path);
        pages.MapGet("", async (HttpContext http, JobFiles files, InstallationTexts texts, JobBoard board, CancellationToken stop) =>
        {
            var edited = (await texts.NewestAsync(stop)).Where(t => t.Text is not null).ToDictionary(t => t.Path, StringComparer.Ordinal);
            return View.Of<JobsPage>(new
            {
                Lines = (await board.ReadAsync(stop)).Select(l => Line(l, edited.GetValueOrDefault(JobFiles.PathOf(l.Job.Id)), Clock(http))).ToArray(),
                Doubts = files.Doubts.Select(d => $"An edit of {d.File} does not fit any more and is not used: {d.Message}.").ToArray(),
            });
        });
        pages.MapGet("/{id}", async (string id, JobFiles files, JobBoard board, HttpContext http, bool asked = false) => files.Find(id) is { } job
            ? View.Of<JobPage>(new { Model = One(job, (await board.ReadAsync(http.RequestAborted)).First(l => l.Job.Id == id), await board.RunsAsync(id, 50, http.RequestAborted), Clock(http)) with { Asked = asked } })
            : NotThere(http, id));
        pages.MapPost("/{id}/run", (string id, HttpContext http, JobFiles files, Scheduler scheduler) => files.Find(id) is null ? NotThere(http, id)
            : scheduler.Ring(id) ? Administrator.SeeOther($"{Path}/{id}?asked=true")
            : http.Refused("the scheduler has not started yet; try again in a moment", Path, StatusCodes.Status503ServiceUnavailable));
        pages.MapPost("/{id}/dry-run", async (string id, HttpContext http, JobFiles files, JobRunner runner, JobBoard board) =>
        {
            if (files.Find(id) is not { } job) return NotThere(http, id);
            var run = await runner.RunAsync(job, dryRun: true, http.RequestAborted);
            var model = One(job, (await board.ReadAsync(http.RequestAborted)).First(l => l.Job.Id == id), await board.RunsAsync(id, 50, http.RequestAborted), Clock(http));
            return View.Of<JobPage>(new { Model = model with { DryRun = $"Dry run {run.Outcome()}: {run.Told()}. Nothing was written." } });
        });
        pages.MapJobEditor();
    }

    private static async Task<string?> Overdue(IServiceProvider services, CancellationToken stop)
    {
        var overdue = (await services.GetRequiredService<JobBoard>().ReadAsync(stop)).Where(l => l.Warning is not null).ToList();
        return overdue.Count == 0 ? null : $"{string.Join("; ", overdue.Select(l => $"{l.Job.Id} {l.Warning}"))}. What its last run says may tell why.";
    }

    /// <summary>In the reader's zone: only what a job's file says is in UTC.</summary>
    private static ReaderTime Clock(HttpContext http) => ReaderTime.Of(http.Person(), null);

    private static JobLineModel Line(JobLine line, InstallationTextRow? edited, ReaderTime clock) => new(
        line.Job.Id, line.Job.Description ?? "", CronText.InWords(line.Job.Cron), line.Job.Cron,
        line.LastRun is { } run ? clock.Moment(run.StartedAt) + (run.Lasted() is { } span ? $", {span}" : ", not ended") : "never yet",
        line.LastRun?.Outcome() ?? "", line.LastRun is { } last ? Tone(last) : null, line.LastRun?.Told() ?? "",
        line.Next is { } next ? clock.Moment(next) : "switched off", line.Warning, edited is { IsDraft: false }, edited is { IsDraft: true });

    private static JobModel One(Job job, JobLine line, IReadOnlyList<JobRunRow> runs, ReaderTime clock) => new()
    {
        Line = Line(line, null, clock),
        Timeout = Words.Span(Duration.FromSeconds(job.TimeoutSeconds)),
        Verb = job.Run,
        Parameters = string.Join(", ", job.Parameters.Select(p => $"{p.Name}: {p.Value}")),
        Edit = $"{Path}/edit/{JobFiles.PathOf(job.Id)}",
        Runs = [.. runs.Select(r => new RunLine(clock.Moment(r.StartedAt), r.Lasted() ?? "not ended", r.Outcome() + (r.DryRun ? " (dry run)" : ""), Tone(r), r.Told(), r.Node))],
    };

    private static string? Tone(JobRunRow run) => run.Outcome switch { JobOutcome.Succeeded => "ok", JobOutcome.Failed or JobOutcome.TimedOut => "late", _ => null };

    private static IResult NotThere(HttpContext http, string id) => http.Refused($"there is no job {id}", Path, StatusCodes.Status404NotFound);
}

/// <param name="When">"every 15 minutes"; null: only its cron says.</param>
public sealed record JobLineModel(string Id, string About, string? When, string Cron, string LastAt, string LastOutcome, string? LastTone, string LastTold, string Next, string? Warning, bool IsEdited, bool HasDraft);

public sealed record RunLine(string Began, string Took, string Outcome, string? Tone, string Told, string Node);

public sealed record JobModel
{
    public required JobLineModel Line { get; init; }
    public required string Timeout { get; init; }
    public required string Verb { get; init; }
    public required string Parameters { get; init; }
    public required string Edit { get; init; }
    public required IReadOnlyList<RunLine> Runs { get; init; }
    public string? DryRun { get; init; }

    /// <summary>Somebody just asked it to run; it runs on its own.</summary>
    public bool Asked { get; init; }
}
