using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Mail;

/// <summary>
/// That somebody wants one weekly mail about all their clients, and when. It is the account's and in no client's plan; what follows from it
/// is a <see cref="SubscriptionRow"/> like any other.
/// </summary>
public sealed class AccountDigestRow : IVersioned
{
    public Guid AccountId { get; set; }
    public IsoDayOfWeek Weekday { get; set; } = IsoDayOfWeek.Monday;
    public LocalTime Time { get; set; } = new(8, 0);

    /// <summary>IANA id; null: the profile's.</summary>
    public string? Zone { get; set; }

    /// <summary>What it tells, by name, a space between; empty: everything.</summary>
    public string Sections { get; set; } = "";

    /// <summary>A short all-clear when there is nothing to say of any client.</summary>
    public bool IncludeEmpty { get; set; } = true;

    public LocalDate? PausedUntil { get; set; }
    public Instant ChangedAt { get; set; }
    public int Version { get; set; }

    /// <summary>As Core knows a digest.</summary>
    /// <param name="zone">The one it is written in; null: none is said.</param>
    public DigestSubscription Asked(DateTimeZone? zone) => new()
    {
        Key = "all-clients",
        Person = "",
        Weekday = Weekday,
        Time = Time,
        Zone = zone,
        Sections = Sections.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<DigestSection>).ToValueList(),
        IncludeEmpty = IncludeEmpty,
        PausedUntil = PausedUntil,
    };

    /// <summary>Its own, the profile's, else UTC.</summary>
    public DateTimeZone ZoneFor(string? profiles) => Known(Zone) ?? Known(profiles) ?? DateTimeZone.Utc;

    private static DateTimeZone? Known(string? id) => id is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);
}

internal sealed class AccountDigestMapping : IEntityTypeConfiguration<AccountDigestRow>
{
    public void Configure(EntityTypeBuilder<AccountDigestRow> row)
    {
        row.ToTable("account_digest");
        row.HasKey(d => d.AccountId);
        row.Property(d => d.AccountId).ValueGeneratedNever();
        row.Property(d => d.Version).IsConcurrencyToken();
        row.HasOne<AccountRow>().WithOne().HasForeignKey<AccountDigestRow>(d => d.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
