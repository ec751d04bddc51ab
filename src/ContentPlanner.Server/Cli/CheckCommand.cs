using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContentPlanner.Core;
using ContentPlanner.Server.Shared;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary><c>check [FILE|DIR …]</c>: every mistake in plans, templates, recipes, blueprints, channels and jobs, not just the first.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var paths = new Argument<string[]>("FILE|DIR") { Description = "Plans, templates, recipes, blueprints, channels or jobs; without any, what this installation ships", Arity = ArgumentArity.ZeroOrMore };
        // A list of paths would swallow a mistyped option.
        paths.Validators.Add(given =>
        {
            foreach (var token in given.Tokens.Where(t => t.Value.StartsWith('-'))) given.AddError($"There is no option '{token.Value}'.");
        });
        var templates = new Option<string?>("--templates") { Description = "Folder that plans are checked against instead of the shipped one", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Print the outcome as JSON" };

        var command = new Command("check", "Report every mistake in plans, templates, recipes, blueprints, channels and jobs") { paths, templates, json };
        command.SetAction(call => Run(terminal, call.GetValue(paths) ?? [], call.GetValue(templates), call.GetValue(json), clock.GetCurrentInstant()));
        return command;
    }

    private static int Run(Terminal terminal, string[] paths, string? templates, bool asJson, Instant now)
    {
        var check = new Check(templates ?? Installation.ShippedTemplates, now);
        if (paths.Length == 0) check.Shipped();
        foreach (var path in paths) check.Path(path);

        var failed = check.Problems.Any(p => p.Severity == Severity.Error);
        if (asJson) terminal.Output.Write(Json(check));
        else
        {
            terminal.Show(check.Problems);
            if (!failed) terminal.Output.WriteLine($"{Terminal.Count(check.Files, "file")} checked, nothing to mend");
        }
        return failed ? CommandLine.ProblemsFound : CommandLine.Done;
    }

    private static string Json(Check check)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("files", check.Files);
            Terminal.Write(json, check.Problems);
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
