/**
 * App registrations: Microsoft's own for trying, and the scripts that make one's own, the same as the
 * guided steps. The command line prints the same files. Permission ids are Microsoft Graph's own for
 * delegated User.Read, User.Read.All and GroupMember.Read.All (learn.microsoft.com/graph/permissions-reference).
 */

import az from "./registration/az.sh?raw";
import powershell from "./registration/powershell.ps1?raw";

/** Microsoft's own public client "Microsoft Graph Command Line Tools". */
export const graphCommandLineTools = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

export const registrationScript = { az, powershell };
