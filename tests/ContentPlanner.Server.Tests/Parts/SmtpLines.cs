namespace ContentPlanner.Server.Tests.Parts;

/// <summary>The lines of a stream, as octets, without their line ends.</summary>
internal sealed class SmtpLines(Stream stream)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start, _end;

    /// <summary>The next line; null at the end of the stream, where a line without its end is none.</summary>
    public async Task<byte[]?> Next(CancellationToken stop)
    {
        MemoryStream? begun = null;
        while (true)
        {
            var read = _buffer.AsMemory(_start, _end - _start);
            var length = read.Span.IndexOf((byte)'\n');
            if (length >= 0)
            {
                _start += length + 1;
                if (begun is null) return WithoutReturn(read.Span[..length]);
                begun.Write(read.Span[..length]);
                return WithoutReturn(begun.GetBuffer().AsSpan(0, (int)begun.Length));
            }
            (begun ??= new()).Write(read.Span);
            _start = 0;
            _end = await stream.ReadAsync(_buffer, stop);
            if (_end == 0) return null;
        }
    }

    private static byte[] WithoutReturn(ReadOnlySpan<byte> line) => (line is [.., (byte)'\r'] ? line[..^1] : line).ToArray();
}
