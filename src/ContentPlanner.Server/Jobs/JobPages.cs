using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared;
using NodaTime;

namespace ContentPlanner.Server.Jobs;

/// <summary><c>/admin/jobs</c>: what gets done when, what became of it, and the two buttons.</summary>
internal static class JobPages
{
    private const string Path = "/admin/jobs";

    public static IServiceCollection AddJobPages(this IServiceCollection services) => services
        .AddSingleton(new AdminSection(Path, "Jobs"))
        .AddSingleton(new AdminSection(Dashboard.Path, "Hangfire"))
        .AddSingleton(new AdminNotice(Overdue));

    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        var pages = app.MapAdministration(Path);
        pages.MapGet("", async (HttpContext http, JobBoard board) => Page.Administration("Jobs", List(http, await board.ReadAsync(http.RequestAborted))));
        pages.MapGet("/{id}", async (string id, HttpContext http, JobFiles files, JobBoard board) => files.Find(id) is { } job
            ? Page.Administration(job.Id, One(job, await board.RunsAsync(id, 50, http.RequestAborted)))
            : NotThere(id));
        pages.MapPost("/{id}/run", (string id, JobFiles files, Scheduler scheduler) => files.Find(id) is null ? NotThere(id)
            : scheduler.Ring(id) ? Administrator.SeeOther($"{Path}/{id}")
            : Page.Administration("Not yet", Html.Of($"<p>The scheduler has not started yet; try again in a moment.</p>"), StatusCodes.Status503ServiceUnavailable));
        pages.MapPost("/{id}/dry-run", async (string id, HttpContext http, JobFiles files, JobRunner runner) =>
        {
            if (files.Find(id) is not { } job) return NotThere(id);
            var run = await runner.RunAsync(job, dryRun: true, http.RequestAborted);
            return Page.Administration($"{id}: dry run", Html.Of($"<p>{run.Outcome()}: {run.Told()}</p><p>Nothing was written. <a href=\"{Path}\">Back to the jobs</a></p>"));
        });
    }

    private static async Task<string?> Overdue(IServiceProvider services, CancellationToken stop)
    {
        var overdue = (await services.GetRequiredService<JobBoard>().ReadAsync(stop)).Where(l => l.Warning is not null).ToList();
        return overdue.Count == 0 ? null : $"{string.Join("; ", overdue.Select(l => $"{l.Job.Id} {l.Warning}"))}. What its last run says may tell why.";
    }

    private static Html List(HttpContext http, IReadOnlyList<JobLine> lines)
    {
        var token = Page.FormToken(http);
        return Html.Of($"""
            <p class="quiet">When each is due stands in the folder jobs, in UTC. Running one now does no harm: it does what is due, once.</p>
            <div class="scroll"><table class="stacks">
            <thead><tr><th scope="col">Job</th><th scope="col">When</th><th scope="col">Last run</th><th scope="col">Next</th><th scope="col"><span class="sr">Do</span></th></tr></thead>
            <tbody>{Html.Join(lines.Select(l => Line(l, token)))}</tbody>
            </table></div>
            """);
    }

    private static Html Line(JobLine line, Html token)
    {
        var (job, run) = (line.Job, line.LastRun);
        var last = run is null ? Html.Of($"never yet") : Html.Of($"<span class=\"{Tone(run)}\">{run.Outcome()}</span> {Words.Moment(run.StartedAt)}, {run.Lasted() ?? "not ended"}<br><small>{run.Told()}</small>");
        var warning = line.Warning is { } words ? Html.Of($"<br><small class=\"late\">{words}</small>") : Html.Empty;
        return Html.Of($"""
            <tr><th scope="row"><a href="{Path}/{job.Id}">{job.Id}</a><br><small class="quiet">{job.Description}</small>{warning}</th>
            <td data-label="When"><code>{job.Cron}</code></td>
            <td data-label="Last run">{last}</td>
            <td data-label="Next">{(line.Next is { } next ? Words.Moment(next) : "switched off")}</td>
            <td><form method="post" action="{Path}/{job.Id}/run">{token}<button>Run now</button></form><form method="post" action="{Path}/{job.Id}/dry-run">{token}<button class="quiet">Dry run</button></form></td></tr>
            """);
    }

    private static Html One(Formats.Jobs.Job job, IReadOnlyList<JobRunRow> runs) => Html.Of($"""
        <p>{job.Description}</p>
        <p class="quiet"><code>{job.Cron}</code> UTC · stopped after {Words.Span(Duration.FromSeconds(job.TimeoutSeconds))} · <a href="{Path}">all jobs</a></p>
        {(runs.Count == 0 ? Html.Of($"<p>It has not run yet.</p>") : Html.Of($"""
            <div class="scroll"><table class="stacks">
            <thead><tr><th scope="col">Began</th><th scope="col">Took</th><th scope="col">Outcome</th><th scope="col">What it did</th><th scope="col">Where</th></tr></thead>
            <tbody>{Html.Join(runs.Select(Run))}</tbody>
            </table></div>
            """))}
        """);

    private static Html Run(JobRunRow run) => Html.Of($"""
        <tr><th scope="row">{Words.Moment(run.StartedAt)}</th><td data-label="Took">{run.Lasted() ?? "not ended"}</td>
        <td data-label="Outcome"><span class="{Tone(run)}">{run.Outcome()}</span>{(run.DryRun ? " (dry run)" : "")}</td><td data-label="What it did">{run.Told()}</td><td data-label="Where">{run.Node}</td></tr>
        """);

    private static string Tone(JobRunRow run) => run.Outcome switch { JobOutcome.Succeeded => "ok", JobOutcome.Failed or JobOutcome.TimedOut => "late", _ => "quiet" };

    private static IResult NotThere(string id) => Page.Administration("No such job", Html.Of($"<p>There is no file {id}.yaml in the jobs folder. <a href=\"{Path}\">All jobs</a></p>"), StatusCodes.Status404NotFound);
}
