using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContentPlanner.Core;
using ContentPlanner.Formats.Output;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Cli;

/// <summary><c>build PLAN.yaml --out DIR</c>: everything that follows from a plan, as files. No database, no network.</summary>
internal static class BuildCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var plan = new Argument<string>("PLAN.yaml") { Description = "The plan document" };
        var to = new Option<string>("--out") { Description = "Folder to write into; only files written by an earlier build are replaced", HelpName = "DIR", Required = true };
        var now = new Option<Instant?>("--now") { Description = "Build as if it were this moment, for example 2026-11-23T09:00:00Z", HelpName = "INSTANT", CustomParser = ParseInstant };
        var templates = new Option<string?>("--templates") { Description = "Folder with channels, recipes, blueprints and templates instead of the shipped one", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Print the outcome as JSON" };

        var command = new Command("build", "Write calendars, tasks with drafts, digests, countdowns, reviews and reports of a plan") { plan, to, now, templates, json };
        command.SetAction(call => Run(
            terminal, call.GetRequiredValue(plan), call.GetRequiredValue(to), call.GetValue(now) ?? clock.GetCurrentInstant(), call.GetValue(templates), call.GetValue(json)));
        return command;
    }

    private static int Run(Terminal terminal, string plan, string to, Instant now, string? templates, bool asJson)
    {
        var problems = new List<Problem>();
        var output = terminal.While("Reading the plan", step => Derive(plan, now, templates, problems, step), silent: asJson);
        var folder = new OutputFolder(to);
        if (output is not null) problems.AddRange(folder.InTheWay(output.Files));

        var failed = problems.Any(p => p.Severity == Severity.Error);
        var outcome = failed || output is null ? null : folder.Replace(output.Files);
        if (asJson) terminal.Output.Write(Json(to, now, output, outcome, problems));
        else
        {
            terminal.Show(problems);
            if (outcome is not null) Show(terminal, to, output!, outcome);
        }
        return outcome is null ? CommandLine.ProblemsFound : CommandLine.Done;
    }

    private static PlanOutput? Derive(string plan, Instant now, string? templates, List<Problem> problems, Action<string> begins)
    {
        // Both are read at the same time; a plan is checked against nothing if the installation cannot be used.
        var problemsOfPlan = new List<Problem>();
        var reading = Task.Run(() => Installation.Read(templates ?? Installation.ShippedTemplates, problems));
        var read = PlanOnDisk.Read(plan, () => reading.GetAwaiter().GetResult(), now.InUtc().Date, problemsOfPlan);
        if (reading.GetAwaiter().GetResult() is null) return null;
        problems.AddRange(problemsOfPlan);
        if (read is not var (workspace, installation)) return null;
        var output = PlanOutput.Of(workspace, installation.Library, installation.Templates, now, begins);
        problems.AddRange(output.Problems);
        return output;
    }

    private static void Show(Terminal terminal, string to, PlanOutput output, OutputFolder.Outcome outcome)
    {
        terminal.Table($"{output.Workspace} → {to}", [.. output.Summary.Select(line => (line.Where, FormattableString.Invariant($"{line.Count}"), line.What))]);
        terminal.Output.WriteLine(FormattableString.Invariant($"{outcome.Written} written, {outcome.Unchanged} unchanged, {outcome.Removed} removed"));
        foreach (var kept in outcome.Kept) terminal.Output.WriteLine($"You edited a file of the last build; it is kept as {Path.Combine(to, kept)}");
    }

    private static string Json(string to, Instant now, PlanOutput? output, OutputFolder.Outcome? outcome, List<Problem> problems)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteBoolean("done", outcome is not null);
            json.WriteString("out", to);
            json.WriteString("now", InstantPattern.ExtendedIso.Format(now));
            if (output is not null && outcome is not null)
            {
                json.WriteString("workspace", output.Workspace);
                json.WriteNumber("written", outcome.Written);
                json.WriteNumber("unchanged", outcome.Unchanged);
                json.WriteNumber("removed", outcome.Removed);
                json.WriteStartArray("kept");
                foreach (var kept in outcome.Kept) json.WriteStringValue(kept);
                json.WriteEndArray();
                json.WriteStartArray("files");
                foreach (var file in output.Files.Keys.Order(StringComparer.Ordinal)) json.WriteStringValue(file);
                json.WriteEndArray();
            }
            Terminal.Write(json, problems);
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static Instant? ParseInstant(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var parsed = InstantPattern.ExtendedIso.Parse(text);
        if (parsed.Success) return parsed.Value;
        result.AddError($"--now '{text}' is not a moment; write it in UTC, like 2026-11-23T09:00:00Z");
        return null;
    }
}
