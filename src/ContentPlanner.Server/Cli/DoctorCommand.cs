using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContentPlanner.Server.Doctor;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary><c>doctor</c>: looks at everything an installation hangs on, and says of each trouble what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var data = Desk.Data();
        var json = new Option<bool>("--json") { Description = "Print the outcome as JSON" };
        var command = new Command("doctor", "Look at everything the installation hangs on, and say what to do") { data, json };
        command.SetAction(async (call, stop) =>
        {
            var found = await Examination.RunAsync(call.GetValue(data), clock, stop);
            await terminal.Output.WriteAsync(call.GetValue(json) ? Json(found) : Text(found));
            return found.Any(d => d.Soundness == Soundness.Bad) ? CommandLine.ProblemsFound : CommandLine.Done;
        });
        return command;
    }

    private static string Text(IReadOnlyList<Diagnosis> found)
    {
        var lines = found.SelectMany(d => d.Advice is null ? [$"  good     {d.About}: {d.Words}"] : new[] { $"  {Word(d.Soundness),-8} {d.About}: {d.Words}", $"             {d.Advice}" });
        var (bad, warnings) = (found.Count(d => d.Soundness == Soundness.Bad), found.Count(d => d.Soundness == Soundness.Warning));
        var end = bad + warnings == 0 ? "Everything is well." : $"{Terminal.Count(bad, "trouble")}, {Terminal.Count(warnings, "warning")}.";
        return string.Join('\n', [.. lines, end, ""]);
    }

    private static string Json(IReadOnlyList<Diagnosis> found)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteBoolean("well", found.All(d => d.Soundness != Soundness.Bad));
            json.WriteStartArray("findings");
            foreach (var diagnosis in found)
            {
                json.WriteStartObject();
                json.WriteString("about", diagnosis.About);
                json.WriteString("state", Word(diagnosis.Soundness));
                json.WriteString("words", diagnosis.Words);
                if (diagnosis.Advice is { } advice) json.WriteString("advice", advice);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static string Word(Soundness soundness) => soundness switch { Soundness.Good => "good", Soundness.Warning => "warning", _ => "trouble" };
}
