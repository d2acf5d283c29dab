/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* What a server showed of itself, with the key that was trusted before beside the one shown now. */
#define APP_TYPE_CERTIFICATE_VIEW (app_certificate_view_get_type ())
G_DECLARE_FINAL_TYPE (AppCertificateView, app_certificate_view, APP, CERTIFICATE_VIEW, AdwBin)

GtkWidget *app_certificate_view_new (const PhoneCertificate *certificate);

/* Shows what the server of @account showed, and asks whether to trust it. Does nothing when there is no question. */
void       app_certificate_view_ask (GtkWidget              *parent,
                                     PhoneAccount           *account);

G_END_DECLS
