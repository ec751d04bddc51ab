using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Backups;

/// <summary>Why a backup was taken: part of its file's name, and each kind is rotated by itself.</summary>
public enum BackupKind { Manual, Nightly, BeforeUpgrade, BeforeRestore }

/// <summary>What a backup says of itself: <c>manifest.json</c> in the archive.</summary>
/// <param name="Format">Counts changes of the archive's own shape.</param>
/// <param name="Program">The version that took it.</param>
/// <param name="Database"><c>sqlite</c> or <c>postgresql</c>.</param>
/// <param name="TakenAt">The moment everything in it is of, in ISO 8601.</param>
/// <param name="Why">What for, in words.</param>
/// <param name="Migrations">The schema's, in order: a program that does not know one of them cannot read it.</param>
/// <param name="File">Name of the database's copy in the archive.</param>
/// <param name="Sha256">Of that file, in hexadecimal.</param>
/// <param name="Counts">Rows of each table.</param>
public sealed record BackupManifest(
    int Format, string Program, string Database, string TakenAt, string Why, IReadOnlyList<string> Migrations, string File, string Sha256, IReadOnlyDictionary<string, long> Counts)
{
    public const int Current = 1;
    public const string Name = "manifest.json", Sqlite = "sqlite", Postgres = "postgresql";

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The moment everything in it is of.</summary>
    public Instant At => InstantPattern.ExtendedIso.Parse(TakenAt).Value;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Shape);

    /// <summary>Null: it is no manifest of ours.</summary>
    public static BackupManifest? Read(Stream json)
    {
        try
        {
            var read = JsonSerializer.Deserialize<BackupManifest>(json, Shape);
            return read is { Format: > 0, Database: not null, File: not null, Sha256: not null, Migrations: not null, Counts: not null, TakenAt: not null } && InstantPattern.ExtendedIso.Parse(read.TakenAt).Success ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
