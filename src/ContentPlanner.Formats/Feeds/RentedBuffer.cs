using System.Buffers;

namespace ContentPlanner.Formats.Feeds;

/// <summary>A growing buffer that leaves no garbage: its memory goes back to the pool.</summary>
internal sealed class RentedBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] _octets = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _length;

    public ReadOnlySpan<byte> Written => _octets.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0) => Grown(sizeHint).AsMemory(_length);

    public Span<byte> GetSpan(int sizeHint = 0) => Grown(sizeHint).AsSpan(_length);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_octets);
        _octets = [];
    }

    private byte[] Grown(int room)
    {
        if (_octets.Length - _length >= Math.Max(1, room)) return _octets;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_octets.Length * 2, _length + room));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_octets);
        return _octets = larger;
    }
}
