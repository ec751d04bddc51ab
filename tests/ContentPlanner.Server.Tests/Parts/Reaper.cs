using System.Diagnostics;
using System.Globalization;

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>
/// Ends what the tests started when the test process ends, however it ends. A shell waits on a pipe that only the test process
/// holds; the kernel closes it even after kill -9, and the shell then kills and removes what is still on its list.
/// </summary>
public static class Reaper
{
    // "+pid" and "-pid" for a process; "+folder" and "-folder" for a folder with everything in it, and with the processes that
    // its *.pid files name on their first line (PostgreSQL writes such a file before it does anything else).
    private const string Script = """
        trap '' INT TERM HUP
        list=
        while read -r line; do
          what=${line#?}
          case $line in
            +*) list="$list $what" ;;
            -*) kept=; for it in $list; do [ "$it" = "$what" ] || kept="$kept $it"; done; list=$kept ;;
          esac
        done
        for it in $list; do case $it in
          /*) for file in "$it"/*.pid "$it"/*/*.pid; do [ -f "$file" ] && kill -9 "$(head -n 1 "$file")" 2>/dev/null; done ;;
          *) kill -9 "$it" 2>/dev/null ;;
        esac; done
        for it in $list; do case $it in /*) rm -rf "$it" 2>/dev/null || { sleep 1; rm -rf "$it"; } ;; esac; done
        """;

    private static readonly Lock Gate = new();
    private static Process? _shell;

    public static void Watch(Process process) => Tell('+', Id(process));

    public static void Watch(string folder) => Tell('+', folder);

    /// <summary>The process has ended: its number may soon be somebody else's.</summary>
    public static void Forget(Process process) => Tell('-', Id(process));

    public static void Forget(string folder) => Tell('-', folder);

    private static string Id(Process process) => process.Id.ToString(CultureInfo.InvariantCulture);

    private static void Tell(char what, string whom)
    {
        if (whom.Any(char.IsWhiteSpace)) throw new ArgumentException($"the reaper's list has no place for blanks: '{whom}'", nameof(whom));
        if (OperatingSystem.IsWindows()) return;
        lock (Gate)
        {
            _shell ??= StartShell(Script);
            _shell.StandardInput.WriteLine($"{what}{whom}");
            _shell.StandardInput.Flush();
        }
    }

    /// <summary>A shell with the reaper's script of its own, for the reaper's own test.</summary>
    internal static Process StartShell() => StartShell(Script);

    private static Process StartShell(string script) =>
        Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardInput = true, WorkingDirectory = "/" })!;
}
