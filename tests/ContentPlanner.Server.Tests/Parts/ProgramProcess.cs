using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using ContentPlanner.Server.Tests.Cli;

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>
/// The program as a process of the operating system, which can be killed. (<see cref="ProgramRun.Of"/> calls it inside the test
/// process, which is faster.) It ends with the test process, see <see cref="Reaper"/>.
/// </summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly List<(bool Error, string Text)> _lines = [];
    private readonly Lock _gate = new();
    private readonly Task _ended;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProgramProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(error: false, line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(error: true, line.Data);
        _process.Start();
        Reaper.Watch(_process);
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _ended = WatchEnd();
    }

    /// <summary>
    /// The program's file: what <c>CONTENTPLANNER_PROGRAM</c> names (a published one), else the one built with these tests, in
    /// its own folder.
    /// </summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("CONTENTPLANNER_PROGRAM") is { Length: > 0 } given ? given : Built();

    /// <summary>Starts the program.</summary>
    /// <param name="environment">Variables to set; null takes one away.</param>
    public static ProgramProcess Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null) =>
        Program.EndsWith(".dll", StringComparison.Ordinal)
            ? StartOther(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Program, .. arguments], environment, folder)
            : StartOther(Program, arguments, environment, folder);

    /// <summary>Starts another program, with the same ways to watch and end it.</summary>
    public static ProgramProcess StartOther(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder ?? "" };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>()) start.Environment[name] = value;
        return new(start);
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<ProgramRun> Run(params string[] arguments)
    {
        await using var process = Start(arguments);
        return new(await process.Exit(), process.Output, process.Error);
    }

    public int Id => _process.Id;

    public bool HasExited => _ended.IsCompleted;

    /// <summary>What it wrote to standard output so far, in lines.</summary>
    public string Output => Heard(l => !l.Error);

    /// <summary>What it wrote to standard error so far, in lines.</summary>
    public string Error => Heard(l => l.Error);

    /// <summary>Waits for a line, of either output, that matches; one said before counts.</summary>
    /// <exception cref="InvalidOperationException">The process ended without saying it.</exception>
    /// <exception cref="TimeoutException">It did not say it in time (three minutes when not given).</exception>
    public async Task<Match> Says(string pattern, TimeSpan? within = null)
    {
        var deadline = Task.Delay(within ?? Patience, TestContext.Current.CancellationToken);
        for (var next = 0; ;)
        {
            Task news;
            var ended = _ended.IsCompleted;
            lock (_gate)
            {
                for (; next < _lines.Count; next++)
                    if (Regex.Match(_lines[next].Text, pattern, RegexOptions.CultureInvariant) is { Success: true } match) return match;
                news = _news.Task;
            }
            if (ended) throw new InvalidOperationException($"the process ended with {_process.ExitCode} and never said '{pattern}', but:\n{Heard(_ => true)}");
            if (await Task.WhenAny(news, _ended, deadline) == deadline) throw new TimeoutException($"the process did not say '{pattern}', but:\n{Heard(_ => true)}");
        }
    }

    /// <summary>Waits for its end and returns the exit code; 128 + n after signal n.</summary>
    public async Task<int> Exit(TimeSpan? within = null)
    {
        var deadline = Task.Delay(within ?? Patience, TestContext.Current.CancellationToken);
        if (await Task.WhenAny(_ended, deadline) == deadline) throw new TimeoutException($"the process goes on and on; it said:\n{Heard(_ => true)}");
        await _ended;
        return _process.ExitCode;
    }

    /// <summary>kill -9: no warning, no last words.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _ended;
    }

    /// <summary>SIGTERM: a request to end. Wait for it with <see cref="Exit"/>.</summary>
    public void Terminate()
    {
        if (SendSignal(_process.Id, SigTerm) != 0) throw new InvalidOperationException($"SIGTERM could not be sent: error {Marshal.GetLastPInvokeError()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_ended.IsCompleted) await Kill();
        _process.Dispose();
    }

    private static string Built()
    {
        // artifacts/bin/ContentPlanner.Server.Tests/debug/ -> artifacts/bin/ContentPlanner.Server/debug/
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(here.Parent!.Parent!.FullName, "ContentPlanner.Server", here.Name, "contentplanner.dll");
    }

    private void Hear(bool error, string? line)
    {
        if (line is null) return;
        TaskCompletionSource news;
        lock (_gate)
        {
            _lines.Add((error, line));
            (news, _news) = (_news, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        news.SetResult();
    }

    private string Heard(Func<(bool Error, string Text), bool> which)
    {
        lock (_gate) return string.Concat(_lines.Where(which).Select(l => l.Text + "\n"));
    }

    private async Task WatchEnd()
    {
        await _process.WaitForExitAsync();
        Reaper.Forget(_process);
    }

    private const int SigTerm = 15;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int process, int signal);
}
