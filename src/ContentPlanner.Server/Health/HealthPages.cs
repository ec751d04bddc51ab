using System.Text.Json;
using ContentPlanner.Server.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ContentPlanner.Server.Health;

/// <summary>
/// <c>/health/live</c>: the process answers, whatever becomes of the database. <c>/health/ready</c>: it can do its work; each part
/// adds its check with <see cref="HealthServices.Ready"/>. What is waited for is told to administrators only.
/// </summary>
internal static class HealthPages
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = (http, _) => http.Response.WriteAsync("live\n") }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(HealthServices.Ready), ResponseWriter = WriteReadiness }).AllowAnonymous();
    }

    private static async Task WriteReadiness(HttpContext http, HealthReport report)
    {
        if (!await IsAdministrator(http))
        {
            await http.Response.WriteAsync(report.Status == HealthStatus.Unhealthy ? "not ready\n" : "ready\n");
            return;
        }
        http.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, new() { Indented = true });
        json.WriteStartObject();
        json.WriteBoolean("ready", report.Status != HealthStatus.Unhealthy);
        json.WriteStartArray("checks");
        foreach (var (name, entry) in report.Entries.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("status", entry.Status switch { HealthStatus.Healthy => "good", HealthStatus.Degraded => "warning", _ => "not ready" });
            json.WriteString("words", entry.Description);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static async Task<bool> IsAdministrator(HttpContext http)
    {
        var authorization = http.RequestServices.GetRequiredService<IAuthorizationService>();
        return (await authorization.AuthorizeAsync(http.User, Administrator.Policy)).Succeeded;
    }
}
