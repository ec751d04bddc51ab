using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace ContentPlanner.Server.Shared;

/// <summary>What one fetch may take.</summary>
/// <param name="Time">In all, redirects included.</param>
/// <param name="Bytes">Of the answer, unpacked.</param>
/// <param name="Redirects">Followed at most; 0: a redirect is the answer.</param>
/// <param name="Cut">Keep the beginning of an answer that is longer, instead of giving up.</param>
public sealed record FetchLimits(TimeSpan Time, int Bytes, int Redirects = 0, bool Cut = false);

/// <summary>What became of asking somebody else's server.</summary>
public abstract record Fetched
{
    private Fetched() { }

    /// <param name="Address">Where the answer came from, after redirects.</param>
    /// <param name="Moved">Where to ask from now on, after redirects for good only; null: where it was asked.</param>
    public sealed record Answered(HttpStatusCode Status, Uri Address, Uri? Moved, HttpResponseHeaders Headers, HttpContentHeaders Content, byte[] Body) : Fetched;

    /// <summary>The address may not be asked; asking again gives the same.</summary>
    /// <param name="Why">Without a full stop.</param>
    public sealed record Refused(string Why) : Fetched;

    /// <summary>There was no whole answer; later there may be one.</summary>
    /// <param name="Why">Without a full stop.</param>
    public sealed record Failed(string Why) : Fetched;
}

/// <summary>
/// HTTP to addresses that people wrote: webhooks, blogs, calendars. Whether an address is open is asked of the very address a
/// connection is made to, after the name was looked up, so that no name can mean one host to a check and another to the
/// connection; every redirect is asked the same. No proxy of the environment, no cookies, no sign-in is used.
/// </summary>
/// <param name="lookUp">The addresses of a name; null: the system's.</param>
public sealed class GuardedHttp(OpenAddresses open, Func<string, CancellationToken, Task<IPAddress[]>>? lookUp = null) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        MaxResponseHeadersLength = 64,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = (context, stop) => Connect(context.DnsEndPoint, open, lookUp ?? Dns.GetHostAddressesAsync, stop),
    });

    /// <summary>What is wrong with an address before anybody asks it; null: nothing that can be seen.</summary>
    public string? Refusal(Uri address) =>
        !address.IsAbsoluteUri || address.Scheme is not ("http" or "https") ? "an address begins with https:// or http://"
        : address.UserInfo.Length > 0 ? "an address with a name or password in it is not asked"
        : address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 && !open.Includes(IPAddress.Parse(address.IdnHost)) ? Closed(address.IdnHost)
        : null;

    public Task<Fetched> GetAsync(Uri address, FetchLimits limits, Action<HttpRequestHeaders>? headers, CancellationToken stop) =>
        SendAsync(address, limits, to => Request(HttpMethod.Get, to, null, headers), stop);

    public Task<Fetched> PostAsync(Uri address, byte[] body, string contentType, FetchLimits limits, Action<HttpRequestHeaders>? headers, CancellationToken stop) =>
        SendAsync(address, limits with { Redirects = 0 }, to => Request(HttpMethod.Post, to, new ByteArrayContent(body) { Headers = { ContentType = new(contentType) } }, headers), stop);

    public void Dispose() => _http.Dispose();

    private async Task<Fetched> SendAsync(Uri address, FetchLimits limits, Func<Uri, HttpRequestMessage> request, CancellationToken stop)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timer.CancelAfter(limits.Time);
        Uri? moved = null;
        var (forGood, followed) = (true, 0);
        try
        {
            while (true)
            {
                if (Refusal(address) is { } refusal) return new Fetched.Refused(refusal);
                using var message = request(address);
                using var answer = await _http.SendAsync(message, timer.Token);
                if (limits.Redirects > 0 && To(answer, address) is { } next)
                {
                    if (++followed > limits.Redirects) return new Fetched.Failed($"it leads on and on: more than {limits.Redirects} redirects");
                    if (address.Scheme == "https" && next.Scheme == "http") return new Fetched.Refused($"it leads from https to {next.GetLeftPart(UriPartial.Authority)}, which anybody on the way can read and change");
                    forGood = forGood && answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect;
                    if (forGood) moved = next;
                    address = next;
                    continue;
                }
                var (body, whole) = await Read(answer.Content, limits.Bytes, timer.Token);
                if (!whole && !limits.Cut) return new Fetched.Failed(FormattableString.Invariant($"it is larger than {limits.Bytes / 1_000_000.0:0.#} MB"));
                return new Fetched.Answered(answer.StatusCode, address, moved, answer.Headers, answer.Content.Headers, body);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Fetched.Failed(FormattableString.Invariant($"it did not answer within {limits.Time.TotalSeconds:0.#} seconds"));
        }
        catch (Exception fault) when (Within<ClosedAddressException>(fault) is { } closed)
        {
            return new Fetched.Refused(closed.Message);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException)
        {
            return new Fetched.Failed(InWords(fault, address));
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, Uri address, HttpContent? content, Action<HttpRequestHeaders>? headers)
    {
        var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.UserAgent.Add(new("ContentPlanner", typeof(GuardedHttp).Assembly.GetName().Version?.ToString(2)));
        headers?.Invoke(request.Headers);
        return request;
    }

    private static Uri? To(HttpResponseMessage answer, Uri from) =>
        answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && answer.Headers.Location is { } location ? new Uri(from, location) : null;

    private static async Task<(byte[] Body, bool Whole)> Read(HttpContent content, int most, CancellationToken stop)
    {
        await using var stream = await content.ReadAsStreamAsync(stop);
        using var body = new MemoryStream();
        var some = new byte[16 * 1024];
        while (await stream.ReadAsync(some, stop) is > 0 and var count)
        {
            if (body.Length + count > most)
            {
                body.Write(some, 0, (int)(most - body.Length));
                return (body.ToArray(), false);
            }
            body.Write(some, 0, count);
        }
        return (body.ToArray(), true);
    }

    private static async ValueTask<Stream> Connect(DnsEndPoint to, OpenAddresses open, Func<string, CancellationToken, Task<IPAddress[]>> lookUp, CancellationToken stop)
    {
        var addresses = IPAddress.TryParse(to.Host, out var given) ? [given] : await lookUp(to.Host, stop);
        var reachable = Array.FindAll(addresses, open.Includes);
        if (reachable.Length == 0) throw addresses.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new ClosedAddressException(Closed(to.Host));
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(reachable, to.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Closed(string host) => $"{host} is within a private network; only addresses of the open internet are asked, and those an administrator allows with Outgoing:Allow";

    private static string InWords(Exception fault, Uri address) => (fault as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => $"there is no host {address.IdnHost}",
        HttpRequestError.ConnectionError => Within<SocketException>(fault)?.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData ? $"there is no host {address.IdnHost}" : FormattableString.Invariant($"nobody answers at {address.IdnHost}:{address.Port}"),
        HttpRequestError.SecureConnectionError => $"the certificate of {address.IdnHost} cannot be trusted",
        HttpRequestError.ConfigurationLimitExceeded => "its answer begins with too much",
        _ => "what it answers is not HTTP, or it broke off",
    };

    private static T? Within<T>(Exception? fault) where T : Exception
    {
        for (; fault is not null; fault = fault.InnerException)
            if (fault is T found) return found;
        return null;
    }

#pragma warning disable CA1032, CA1064 // Thrown and caught in this file only.
    private sealed class ClosedAddressException(string message) : Exception(message);
#pragma warning restore CA1032, CA1064
}
