using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using NodaTime;

namespace ContentPlanner.Server.Feeds;

/// <summary>Counts what happens within a minute of the clock. Counts of several threads at a turn of the minute may go astray; it is a rough measure.</summary>
internal sealed class MinuteCount
{
    private long _minute;
    private int _count;

    /// <summary>One more; how many it is now.</summary>
    public int Add(Instant now)
    {
        Turn(now);
        return Interlocked.Increment(ref _count);
    }

    public int Count(Instant now)
    {
        Turn(now);
        return Volatile.Read(ref _count);
    }

    private void Turn(Instant now)
    {
        var minute = now.ToUnixTimeSeconds() / 60;
        if (Interlocked.Exchange(ref _minute, minute) != minute) Interlocked.Exchange(ref _count, 0);
    }
}

/// <summary>
/// The same for each range of addresses somebody may have to themselves: /24 of IPv4, /48 of IPv6. Ranges of past minutes
/// are forgotten.
/// </summary>
internal sealed class AddressCounts
{
    private ConcurrentDictionary<long, MinuteCount> _counts = new();
    private long _minute;

    public MinuteCount Of(IPAddress? address, Instant now)
    {
        var minute = now.ToUnixTimeSeconds() / 60;
        if (Interlocked.Exchange(ref _minute, minute) != minute) _counts = new();
        return _counts.GetOrAdd(Range(address), static _ => new());
    }

    private static long Range(IPAddress? address)
    {
        if (address is null) return -1;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out _);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? octets[0] << 16 | octets[1] << 8 | octets[2]
            : MemoryMarshal.Read<long>(octets) & (BitConverter.IsLittleEndian ? 0x0000FFFFFFFFFFFF : ~0xFFFFL) | 1L << 62;
    }
}
