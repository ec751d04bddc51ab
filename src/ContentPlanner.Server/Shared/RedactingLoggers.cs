using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace ContentPlanner.Server.Shared;

/// <summary>
/// Keeps secrets out of logs, whoever logs and at whatever level: tokens in addresses would otherwise stand in the server's
/// own lines about requests, in scopes and in exceptions (ical.md section 5, requirement 29). Every token of this program
/// begins with <c>cp</c>, a letter and an underscore, and is known by that.
/// </summary>
public static partial class Redaction
{
    /// <summary>The text with each token cut to its kind: <c>cpf_…</c>.</summary>
    public static string Redact(string text) => MayHold(text) ? Token.Replace(text, "$1…") : text;

    internal static bool MayHold(string text) => text.Contains("cp", StringComparison.Ordinal) && Token.IsMatch(text);

    [GeneratedRegex("(cp[a-z]_)[A-Za-z0-9_%-]{8,}", RegexOptions.CultureInvariant)]
    private static partial Regex Token { get; }
}

/// <summary>The usual loggers, with <see cref="Redaction"/> before them.</summary>
internal sealed class RedactingLoggers(IEnumerable<ILoggerProvider> providers, IOptionsMonitor<LoggerFilterOptions> filter, IOptions<LoggerFactoryOptions> options) : ILoggerFactory
{
    private readonly LoggerFactory _loggers = new(providers, filter, options);

    public ILogger CreateLogger(string categoryName) => new RedactingLogger(_loggers.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => _loggers.AddProvider(provider);

    public void Dispose() => _loggers.Dispose();
}

internal sealed class RedactingLogger(ILogger logger) : ILogger
{
    public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull =>
        state.ToString() is { } text && Redaction.MayHold(text) ? logger.BeginScope(Redaction.Redact(text)) : logger.BeginScope(state);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!logger.IsEnabled(logLevel)) return;
        var fault = exception is null ? null : Redacted(exception);
        var message = formatter(state, exception);
        if (Redaction.MayHold(message) || HoldsInValues(state)) logger.Log(logLevel, eventId, Redaction.Redact(message), fault, static (text, _) => text);
        else logger.Log(logLevel, eventId, state, fault, formatter);
    }

    private static Exception Redacted(Exception exception)
    {
        var text = exception.ToString();
        return Redaction.MayHold(text) ? new RedactedException(Redaction.Redact(exception.Message), Redaction.Redact(text)) : exception;
    }

    /// <summary>Structured loggers write the values beside the message.</summary>
    private static bool HoldsInValues<TState>(TState state) =>
        state is IReadOnlyList<KeyValuePair<string, object?>> values && values.Any(v => v.Value?.ToString() is { } text && Redaction.MayHold(text));

    private sealed class RedactedException(string message, string whole) : Exception(message)
    {
        public override string ToString() => whole;
    }
}
