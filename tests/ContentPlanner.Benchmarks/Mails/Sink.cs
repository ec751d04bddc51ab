using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ContentPlanner.Benchmarks.Mails;

/// <summary>An SMTP server that takes every mail, each after a pause, and forgets it.</summary>
internal sealed class Sink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TimeSpan _pause;
    private int _accepted;

    public Sink(TimeSpan pause)
    {
        _pause = pause;
        _listener.Start();
        _ = Listen();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Accepted => Volatile.Read(ref _accepted);

    public void Dispose() => _listener.Dispose();

    private async Task Listen()
    {
        try
        {
            while (true) _ = Talk(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var _ = client;
        client.NoDelay = true;
        var stream = client.GetStream();
        using var lines = new StreamReader(stream, Encoding.Latin1);
        await Say("220 sink");
        while (await lines.ReadLineAsync() is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await Say("250-sink\r\n250 8BITMIME");
                    break;
                case "DATA":
                    await Say("354 go on");
                    while (await lines.ReadLineAsync() is not (null or "."))
                    {
                        // Forgotten.
                    }
                    await Task.Delay(_pause);
                    Interlocked.Increment(ref _accepted);
                    await Say("250 taken");
                    break;
                case "QUIT":
                    await Say("221 bye");
                    return;
                default:
                    await Say("250 fine");
                    break;
            }
        }

        ValueTask Say(string reply) => stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"));
    }
}
