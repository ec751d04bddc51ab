using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>A certificate for 127.0.0.1 and localhost, signed by itself, made anew for each run of the tests.</summary>
public static class TestCertificate
{
    private static readonly Lazy<X509Certificate2> TheOne = new(Make);

    public static X509Certificate2 ForLoopback => TheOne.Value;

    private static X509Certificate2 Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        // The test's own clock and the system's may differ by years.
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
