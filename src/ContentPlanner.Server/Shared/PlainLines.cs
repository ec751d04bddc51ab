using ContentPlanner.Server.Database;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Shared;

/// <summary>
/// The log on the console as a person reads it: <c>08:00:03Z warning: The mail server does not answer</c>. One line each;
/// only a fault of ours shows where it happened, not a database that is away for a moment.
/// </summary>
public sealed class PlainLines(IClock clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "plain";

    private static readonly InstantPattern Time = InstantPattern.CreateWithInvariantCulture("HH:mm:ss'Z'");

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (string.IsNullOrEmpty(message) && logEntry.Exception is null) return;
        textWriter.Write(Time.Format(clock.GetCurrentInstant()));
        textWriter.Write(logEntry.LogLevel switch
        {
            LogLevel.Warning => " warning: ",
            LogLevel.Error => " error: ",
            LogLevel.Critical => " fatal: ",
            LogLevel.Information => " ",
            _ => $" {logEntry.Category}: ",
        });
        textWriter.WriteLine(OnOneLine(message));
        if (logEntry.Exception is not { } fault) return;
        if (logEntry.LogLevel >= LogLevel.Error && !fault.IsPassing()) textWriter.WriteLine(fault);
        else textWriter.WriteLine($"          {fault.GetType().Name}: {OnOneLine(fault.Message)}");
    }

    private static string OnOneLine(string text) => text.ReplaceLineEndings(" ");
}

internal static class CalmLogging
{
    /// <summary>
    /// What the parts this program is built from say by themselves is of interest only when something is wrong. Who wants more
    /// sets <c>Logging__LogLevel__…</c> in the environment.
    /// </summary>
    public static ILoggingBuilder AddPlainLines(this ILoggingBuilder logging) => logging.AddLines(LogFormat.Plain);

    /// <inheritdoc cref="AddPlainLines"/>
    /// <param name="format">For people, or one JSON object a line, with the values of the message beside it, for programs that collect logs.</param>
    public static ILoggingBuilder AddLines(this ILoggingBuilder logging, LogFormat format)
    {
        logging.ClearProviders();
        if (format == LogFormat.Json)
        {
            logging.AddJsonConsole(json => (json.UseUtcTimestamp, json.TimestampFormat, json.IncludeScopes) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", true));
        }
        else
        {
            logging.AddConsole(console => console.FormatterName = PlainLines.FormatterName);
            logging.Services.AddSingleton<ConsoleFormatter, PlainLines>();
        }
        return logging
            .AddFilter("Microsoft", LogLevel.Warning)
            // A line about each request would hold its address, and some addresses are secrets; it costs a scope besides.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            // The framework says by its name whenever somebody is asked who they are.
            .AddFilter(typeof(Accounts.ApiKeyHandler).FullName, LogLevel.Warning)
            .AddFilter("System", LogLevel.Warning)
            .AddFilter("Npgsql", LogLevel.Warning)
            .AddFilter("Hangfire", LogLevel.Warning)
            // These tell every failed command and connection once more, which whoever asked tells in words of its own.
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical)
            .AddFilter("Npgsql.Command", LogLevel.Critical)
            .AddFilter("Npgsql.Connection", LogLevel.Critical);
    }
}
