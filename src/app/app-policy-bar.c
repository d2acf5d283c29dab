/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who once asked for quiet, or sent calls elsewhere, forgets it, and wonders why nobody calls. It is said
 * where the account stands, as long as it is so, and one click ends it. */

#include "app-policy-bar.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-desktop-quiet.h"
#include "app-row-menu.h"

struct _AppPolicyBar
{
  AdwBin parent_instance;

  PhoneAccount *account;
  GSignalGroup *signals;
  AppDesktopQuiet *quiet; /* NULL: in no window yet */
  GtkImage *icon;
  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (AppPolicyBar, app_policy_bar, ADW_TYPE_BIN)

enum
{
  PROP_ACCOUNT = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* In the order in which the phone asks: what is sent on always never comes to be refused. */
typedef enum
{
  SIGN_NONE,
  SIGN_ALWAYS,
  SIGN_QUIET,
} Sign;

static Sign
find_sign (PhoneAccount *account)
{
  PhonePolicy *policy = account != NULL ? phone_account_get_policy (account) : NULL;

  if (policy == NULL)
    return SIGN_NONE;
  if (phone_policy_get_forward (policy, PHONE_FORWARD_ALWAYS) != NULL)
    return SIGN_ALWAYS;
  return phone_policy_get_do_not_disturb (policy) ? SIGN_QUIET : SIGN_NONE;
}

/**
 * app_policy_bar_find_icon:
 * @account: (nullable): an account
 *
 * The sign of an account whose calls do not ring here.
 *
 * Returns: (transfer none) (nullable): an icon name; %NULL: they ring
 */
const char *
app_policy_bar_find_icon (PhoneAccount *account)
{
  switch (find_sign (account))
    {
    case SIGN_ALWAYS:
      return "mail-forward-symbolic";
    case SIGN_QUIET:
      return "notifications-disabled-symbolic";
    case SIGN_NONE:
      return NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * app_policy_bar_dup_text:
 * @account: (nullable): an account
 *
 * What becomes of the calls of an account where they do not ring here.
 *
 * Returns: (transfer full) (nullable): words for a person; %NULL: they ring
 */
char *
app_policy_bar_dup_text (PhoneAccount *account)
{
  g_autofree char *name = NULL;

  if (find_sign (account) == SIGN_NONE)
    return NULL;
  if (find_sign (account) == SIGN_QUIET)
    return g_strdup (_("Do not disturb: nothing rings"));
  name = app_closures_name (NULL, phone_policy_get_forward (phone_account_get_policy (account), PHONE_FORWARD_ALWAYS));
  /* Translators: %s is a person or an address. */
  return g_strdup_printf (_("Calls go to %s"), name);
}

/* What the desktop asks for is said where nothing else keeps this account from ringing. */
static gboolean
is_desktop_quiet (AppPolicyBar *self)
{
  return find_sign (self->account) == SIGN_NONE && self->account != NULL && self->quiet != NULL
         && app_desktop_quiet_is_in_force (self->quiet);
}

static void
show (AppPolicyBar *self)
{
  g_autofree char *text = is_desktop_quiet (self) ? g_strdup (_("Quiet, as the desktop is: nothing rings"))
                                                  : app_policy_bar_dup_text (self->account);

  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  if (text == NULL)
    return;
  gtk_label_set_text (self->text, text);
  gtk_image_set_from_icon_name (self->icon, is_desktop_quiet (self) ? "notifications-disabled-symbolic"
                                                                    : app_policy_bar_find_icon (self->account));
}

/* What the line says ends; what stands behind it is said next. */
static void
turn_off_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PhoneAccount *account = APP_POLICY_BAR (widget)->account;

  if (is_desktop_quiet (APP_POLICY_BAR (widget)))
    app_desktop_quiet_set_follow (APP_POLICY_BAR (widget)->quiet, FALSE);
  else if (find_sign (account) == SIGN_ALWAYS)
    phone_policy_set_forward (phone_account_get_policy (account), PHONE_FORWARD_ALWAYS, NULL);
  else
    phone_policy_set_do_not_disturb (phone_account_get_policy (account), FALSE);
}

static void
set_quiet (AppPolicyBar    *self,
           AppDesktopQuiet *quiet)
{
  if (self->quiet == quiet)
    return;
  if (self->quiet != NULL)
    g_signal_handlers_disconnect_by_data (self->quiet, self);
  g_set_object (&self->quiet, quiet);
  if (quiet != NULL)
    g_signal_connect_object (quiet, "notify", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

static void
app_policy_bar_root (GtkWidget *widget)
{
  g_autoptr (Phone) phone = NULL;

  GTK_WIDGET_CLASS (app_policy_bar_parent_class)->root (widget);
  phone = app_row_menu_find_phone (widget);
  set_quiet (APP_POLICY_BAR (widget), phone != NULL ? app_desktop_quiet_get (phone) : NULL);
}

static void
app_policy_bar_unroot (GtkWidget *widget)
{
  set_quiet (APP_POLICY_BAR (widget), NULL);
  GTK_WIDGET_CLASS (app_policy_bar_parent_class)->unroot (widget);
}

static void
set_account (AppPolicyBar *self,
             PhoneAccount *account)
{
  if (!g_set_object (&self->account, account))
    return;
  g_signal_group_set_target (self->signals, account != NULL ? phone_account_get_policy (account) : NULL);
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACCOUNT]);
}

static void
app_policy_bar_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, APP_POLICY_BAR (object)->account);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_policy_bar_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_ACCOUNT:
      set_account (APP_POLICY_BAR (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_policy_bar_dispose (GObject *object)
{
  AppPolicyBar *self = APP_POLICY_BAR (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->quiet);
  g_clear_object (&self->account);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_POLICY_BAR);
  G_OBJECT_CLASS (app_policy_bar_parent_class)->dispose (object);
}

static void
app_policy_bar_class_init (AppPolicyBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_policy_bar_get_property;
  object_class->set_property = app_policy_bar_set_property;
  object_class->dispose = app_policy_bar_dispose;
  widget_class->root = app_policy_bar_root;
  widget_class->unroot = app_policy_bar_unroot;

  /**
   * AppPolicyBar:account: (nullable)
   *
   * The account whose calls are meant.
   */
  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, PHONE_TYPE_ACCOUNT,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-policy-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AppPolicyBar, icon);
  gtk_widget_class_bind_template_child (widget_class, AppPolicyBar, text);
  gtk_widget_class_install_action (widget_class, "policy.turn-off", NULL, turn_off_cb);
}

static void
app_policy_bar_init (AppPolicyBar *self)
{
  self->signals = g_signal_group_new (PHONE_TYPE_POLICY);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (show), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}
