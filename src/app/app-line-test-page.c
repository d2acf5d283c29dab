/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who has trouble should not have to know where to look. One press, and each thing says for itself whether it
 * is well. */

#include "app-line-test-page.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-line-step-row.h"
#include "app-press.h"

struct _AppLineTestPage
{
  AdwDialog parent_instance;

  PhoneLineTest *test;
  AdwToastOverlay *toasts;
  AdwWindowTitle *heading;
  GtkListBox *list;
  AdwSwitchRow *with_call;
  GtkEditable *echo;
  GtkCheckButton *mask;
  GtkWidget *start;
  GtkWidget *cancel;
};

G_DEFINE_FINAL_TYPE (AppLineTestPage, app_line_test_page, ADW_TYPE_DIALOG)

enum
{
  PROP_TEST = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
running_cb (AppLineTestPage *self)
{
  gboolean running = phone_line_test_is_running (self->test);

  gtk_widget_set_visible (self->start, !running);
  gtk_widget_set_visible (self->cancel, running);
  gtk_widget_set_sensitive (GTK_WIDGET (self->with_call), !running);
  gtk_widget_set_sensitive (GTK_WIDGET (self->echo), !running);
  if (running)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "line-test.copy", TRUE);
  /* Who pressed the one with the keyboard finds the other in its place. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (running ? self->cancel : self->start);
}

static void
start_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  AppLineTestPage *self = APP_LINE_TEST_PAGE (widget);
  const char *echo = gtk_editable_get_text (self->echo);
  gboolean wanted = adw_switch_row_get_active (self->with_call) && *echo != '\0';

  phone_line_test_start (self->test, wanted ? echo : NULL);
}

static void
cancel_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  phone_line_test_cancel (APP_LINE_TEST_PAGE (widget)->test);
}

static void
heard_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  phone_line_test_tell_heard (APP_LINE_TEST_PAGE (widget)->test, g_variant_get_boolean (parameter));
}

static void
copy_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  AppLineTestPage *self = APP_LINE_TEST_PAGE (widget);
  g_autofree char *text =
    phone_line_steps_dup_text (G_LIST_MODEL (self->test), gtk_check_button_get_active (self->mask));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Copied")));
}

static void
app_line_test_page_closed (AdwDialog *dialog)
{
  AppLineTestPage *self = APP_LINE_TEST_PAGE (dialog);

  g_signal_handlers_disconnect_by_func (self->test, running_cb, self);
  phone_line_test_cancel (self->test);
  /* What a dialog contained may outlive it. */
  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  return app_line_step_row_new (item);
}

static void
set_test (AppLineTestPage *self,
          PhoneLineTest   *test)
{
  g_autofree char *echo = phone_line_test_dup_echo (test);

  self->test = g_object_ref (test);
  adw_window_title_set_subtitle (self->heading, phone_account_get_address (phone_line_test_get_account (test)));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (test), create_row, NULL, NULL);
  gtk_editable_set_text (self->echo, echo != NULL ? echo : "");
  adw_switch_row_set_active (self->with_call, echo != NULL);
  g_signal_connect_object (test, "notify::running", G_CALLBACK (running_cb), self, G_CONNECT_SWAPPED);
  running_cb (self);
}

static void
app_line_test_page_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TEST:
      g_value_set_object (value, APP_LINE_TEST_PAGE (object)->test);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_line_test_page_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  set_test (APP_LINE_TEST_PAGE (object), g_value_get_object (value));
}

static void
app_line_test_page_dispose (GObject *object)
{
  AppLineTestPage *self = APP_LINE_TEST_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_LINE_TEST_PAGE);
  g_clear_object (&self->test);
  G_OBJECT_CLASS (app_line_test_page_parent_class)->dispose (object);
}

static void
app_line_test_page_class_init (AppLineTestPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_line_test_page_get_property;
  object_class->set_property = app_line_test_page_set_property;
  object_class->dispose = app_line_test_page_dispose;
  ADW_DIALOG_CLASS (klass)->closed = app_line_test_page_closed;

  /**
   * AppLineTestPage:test:
   *
   * The test shown.
   */
  props[PROP_TEST] = g_param_spec_object ("test", NULL, NULL, PHONE_TYPE_LINE_TEST,
                                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-line-test-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AppLineTestPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, AppLineTestPage, heading);
  gtk_widget_class_bind_template_child (widget_class, AppLineTestPage, list);
  gtk_widget_class_bind_template_child (widget_class, AppLineTestPage, with_call);
  gtk_widget_class_bind_template_child (widget_class, AppLineTestPage, echo);
  gtk_widget_class_bind_template_child (widget_class, AppLineTestPage, mask);
  gtk_widget_class_bind_template_child (widget_class, AppLineTestPage, start);
  gtk_widget_class_bind_template_child (widget_class, AppLineTestPage, cancel);
  gtk_widget_class_install_action (widget_class, "line-test.start", NULL, start_cb);
  gtk_widget_class_install_action (widget_class, "line-test.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "line-test.heard", "b", heard_cb);
  gtk_widget_class_install_action (widget_class, "line-test.copy", NULL, copy_cb);
}

static void
app_line_test_page_init (AppLineTestPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "line-test.copy", FALSE);
  app_press_offer (GTK_WIDGET (self->mask));
}

/**
 * app_line_test_page_new:
 * @phone: a phone
 * @account: whose line
 *
 * Returns: (transfer floating): a page on which its line is tried
 */
AppLineTestPage *
app_line_test_page_new (Phone        *phone,
                        PhoneAccount *account)
{
  g_autoptr (PhoneLineTest) test = phone_line_test_new (phone, account);

  return g_object_new (APP_TYPE_LINE_TEST_PAGE, "test", test, NULL);
}
