using System.Diagnostics;
using System.Runtime.CompilerServices;
using ContentPlanner.Server.Shared;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ContentPlanner.Server.Telemetry;

/// <summary>
/// Traces and figures to a collector, where one is set (OTLP over http). Where none is, not one of OpenTelemetry's assemblies is
/// loaded: a start must not pay for what nobody asked for. For the same reason no type here derives from one of theirs.
/// </summary>
internal static class Collector
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services, Settings settings) =>
        settings.Telemetry.Endpoint is null ? services : Report(services, settings);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IServiceCollection Report(IServiceCollection services, Settings settings)
    {
        var telemetry = settings.Telemetry;
        var root = telemetry.Endpoint!.TrimEnd('/');
        services.AddSingleton<IStartupFilter, SecretsOutOfSpans>();
        // ASP.NET's own spans say which request they are of only when asked to.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(telemetry.Service, serviceVersion: Backups.BackupStore.Program, serviceInstanceId: FormattableString.Invariant($"{Environment.MachineName}/{Environment.ProcessId}")))
            .WithTracing(traces =>
            {
                traces.AddSource(Measures.Name, "Microsoft.AspNetCore");
                // Npgsql tells of its statements by itself; of SQLite's, Entity Framework has to.
                if (settings.Database.ConnectionString is null) traces.AddEntityFrameworkCoreInstrumentation();
                else traces.AddSource("Npgsql");
                traces.AddOtlpExporter(to => To(to, "/v1/traces"));
            })
            .WithMetrics(figures => figures
                .AddMeter(Measures.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.EntityFrameworkCore", "Npgsql", "System.Runtime")
                .AddOtlpExporter((to, reader) =>
                {
                    To(to, "/v1/metrics");
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = telemetry.EverySeconds * 1000;
                }));
        return services;

        void To(OtlpExporterOptions exporter, string path)
        {
            (exporter.Protocol, exporter.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri(root + path));
            if (telemetry.Headers is { } headers) exporter.Headers = headers;
        }
    }

    /// <summary>ASP.NET writes each request's path into its span, and some paths are secrets.</summary>
    private sealed class SecretsOutOfSpans : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                if (Activity.Current is { } span)
                    foreach (var (name, value) in span.TagObjects.ToList())
                        if (value is string text && Redaction.MayHold(text)) span.SetTag(name, Redaction.Redact(text));
                return rest(http);
            });
            next(app);
        };
    }
}
