using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>How the server is reached: in the clear, in the clear with an offer of TLS, or by TLS from the first byte (with <see cref="TestCertificate"/>).</summary>
public enum SmtpSecurity { None, StartTls, OnConnect }

/// <summary>
/// An SMTP server (RFC 5321) on a real socket that misbehaves as told: refuses, stalls, drops, forgets to answer. It keeps what
/// it accepted. Clients may be other processes; whatever happens to those, this one knows what arrived.
/// </summary>
public sealed class ScriptedSmtp : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Task, byte> _conversations = new();
    private readonly List<AcceptedMail> _accepted = [];
    private readonly List<Line> _script = [];
    private readonly Lock _gate = new();
    private TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource _closing = new();
    private Task _listening = Task.CompletedTask;
    private TcpListener? _listener;
    private int _connections, _open;

    public static ScriptedSmtp Start(SmtpSecurity security = SmtpSecurity.None, NetworkCredential? login = null, TimeSpan perMail = default)
    {
        var server = new ScriptedSmtp { Security = security, Login = login, PerMail = perMail };
        server.ComeUp();
        return server;
    }

    public SmtpSecurity Security { get; private init; }

    /// <summary>Who has to sign in before sending; null when anybody may send.</summary>
    public NetworkCredential? Login { get; private init; }

    /// <summary>How long each mail takes between its final dot and the answer.</summary>
    public TimeSpan PerMail { get; private init; }

    public string Host { get; } = "127.0.0.1";

    public int Port { get; } = FreePort.Pick();

    /// <summary>How many connections were made so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How many of them are open.</summary>
    public int OpenConnections => Volatile.Read(ref _open);

    /// <summary>Sign-ins that were tried.</summary>
    public ConcurrentQueue<(string User, bool Secure, bool Welcome)> SignIns { get; } = new();

    /// <summary>The mails accepted so far, in the order of their acceptance.</summary>
    public IReadOnlyList<AcceptedMail> Accepted
    {
        get { lock (_gate) return [.. _accepted]; }
    }

    /// <summary>Adds a line to the script: the earliest that fits a moment and is not used up strikes.</summary>
    /// <param name="times">How often; always when not given.</param>
    /// <param name="when">Only at these moments; at all of the stage when not given.</param>
    public void Script(SmtpStage stage, SmtpFault fault, int times = int.MaxValue, Func<SmtpMoment, bool>? when = null)
    {
        lock (_gate) _script.Add(new(stage, fault, when) { Left = times });
    }

    /// <summary>From now on the server behaves well.</summary>
    public void ClearScript()
    {
        lock (_gate) _script.Clear();
    }

    /// <summary>Waits until at least so many mails were accepted, and returns all.</summary>
    public async Task<IReadOnlyList<AcceptedMail>> Arrived(int count, TimeSpan? within = null)
    {
        var deadline = Task.Delay(within ?? TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        while (true)
        {
            Task arrival;
            lock (_gate)
            {
                if (_accepted.Count >= count) return [.. _accepted];
                arrival = _arrival.Task;
            }
            if (await Task.WhenAny(arrival, deadline) != arrival) throw new TimeoutException($"{Accepted.Count} mails arrived, {count} were expected");
        }
    }

    /// <summary>Hangs up on everybody and refuses connections, as a server that is down.</summary>
    public async Task GoDown()
    {
        await _closing.CancelAsync();
        _listener!.Dispose();
        await _listening;
        await Task.WhenAll(_conversations.Keys);
    }

    /// <summary>Listens again, on the same port, with the same script and mails.</summary>
    public void ComeUp()
    {
        _closing = new();
        _listener = new(IPAddress.Loopback, Port);
        _listener.Start(backlog: 512);
        _listening = Listen(_listener, _closing.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await GoDown();
        _closing.Dispose();
    }

    private async Task Listen(TcpListener listener, CancellationToken closing)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(closing);
                client.NoDelay = true;
                var conversation = Converse(new NetworkStream(client, ownsSocket: true), Interlocked.Increment(ref _connections), closing);
                _conversations[conversation] = 0;
                _ = conversation.ContinueWith(c => _conversations.TryRemove(c, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
        catch (Exception e) when (closing.IsCancellationRequested && e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Down.
        }
    }

    private async Task Converse(Stream stream, int connection, CancellationToken closing)
    {
        Interlocked.Increment(ref _open);
        try
        {
            await new SmtpConversation(this, stream, connection).Run(closing);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    internal SmtpFault? FaultAt(SmtpMoment moment)
    {
        lock (_gate)
        {
            var line = _script.Find(l => l.Stage == moment.Stage && l.Left > 0 && l.When?.Invoke(moment) != false);
            if (line is { Left: < int.MaxValue }) line.Left--;
            return line?.Fault;
        }
    }

    internal void Accept(AcceptedMail mail)
    {
        TaskCompletionSource arrival;
        lock (_gate)
        {
            _accepted.Add(mail);
            (arrival, _arrival) = (_arrival, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        arrival.SetResult();
    }

    private sealed record Line(SmtpStage Stage, SmtpFault Fault, Func<SmtpMoment, bool>? When)
    {
        public int Left { get; set; }
    }
}
