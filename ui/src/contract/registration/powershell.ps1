# Registers Rollcall as an app of your organisation that may ask to read users and groups.
# Needs the module Microsoft.Graph. Prints the client id, then the tenant id.
Connect-MgGraph -Scopes "Application.ReadWrite.All" -NoWelcome
$access = @{ ResourceAppId = "00000003-0000-0000-c000-000000000000"; ResourceAccess = @(
  @{ Id = "e1fe6dd8-ba31-4d61-89e7-88639da4683d"; Type = "Scope" }
  @{ Id = "a154be20-db9c-4678-8ab7-66f6cc099a59"; Type = "Scope" }
  @{ Id = "bc024368-1153-4739-b217-4326f2e966d0"; Type = "Scope" }
) }
(New-MgApplication -DisplayName "Rollcall" -SignInAudience "AzureADMyOrg" `
  -IsFallbackPublicClient -PublicClient @{ RedirectUris = @("http://localhost") } `
  -RequiredResourceAccess $access).AppId
(Get-MgContext).TenantId
