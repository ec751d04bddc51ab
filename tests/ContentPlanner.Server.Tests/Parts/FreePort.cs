using System.Net;
using System.Net.Sockets;

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>
/// A port of 127.0.0.1 nobody listens on. It lies below the range the system takes outgoing connections from: otherwise a
/// client that knocks while a server restarts may be given that very port, and either be connected to itself or be in the way.
/// </summary>
public static class FreePort
{
    private const int First = 15_000, Last = 29_999;

    public static int Pick()
    {
        for (var tries = 0; tries < 1000; tries++)
        {
            var port = Random.Shared.Next(First, Last + 1);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; the next one.
            }
        }
        throw new InvalidOperationException($"no port between {First} and {Last} is free on 127.0.0.1");
    }
}
