using System.Net.Sockets;
using ContentPlanner.Server.Shared;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;
using Npgsql;

namespace ContentPlanner.Server.Tests.Telemetry;

/// <summary>What the console says, for people.</summary>
public sealed class PlainLinesTests
{
    [Fact]
    public void A_fault_of_ours_is_told_with_where_it_happened()
    {
        var said = Said(Thrown(new InvalidOperationException("no such thing")));

        Assert.StartsWith("08:00:03Z error: The job tidy failed", said, StringComparison.Ordinal);
        Assert.Contains($"   at {typeof(PlainLinesTests).FullName}.{nameof(Thrown)}", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_is_away_for_a_moment_is_told_in_a_line()
    {
        var away = new NpgsqlException("Failed to connect to 127.0.0.1:5432", new SocketException((int)SocketError.ConnectionRefused));

        var said = Said(Thrown(new InvalidOperationException("The job was not done", away)));

        Assert.Equal(["08:00:03Z error: The job tidy failed", "          InvalidOperationException: The job was not done"], said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Said(Exception fault)
    {
        using var to = new StringWriter();
        new PlainLines(new FakeClock(Instant.FromUtc(2026, 11, 23, 8, 0, 3))).Write(new LogEntry<string>(LogLevel.Error, "Jobs", default, "The job tidy failed", fault, (words, _) => words), null, to);
        return to.ToString();
    }

    private static Exception Thrown(Exception fault)
    {
        try
        {
            throw fault;
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }
}
